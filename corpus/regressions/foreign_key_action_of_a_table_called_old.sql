-- A foreign key's action is a program that calls the parent's key old.c0. In a
-- child table called "old" that has a column c0 this is the child's own column
-- (fkActionTrigger in fkey.c; every version looked at): RESTRICT let the row
-- go, and the shadow said that it would not. What such an action does is not
-- predicted any more.
CREATE TABLE old(c0 INTEGER PRIMARY KEY, c1, FOREIGN KEY (c1) REFERENCES old ON DELETE RESTRICT);
INSERT INTO old VALUES (10, 0), (NULL, 10.0);
PRAGMA foreign_keys = true;
ALTER TABLE old ADD c2;
DELETE FROM old;
CREATE TABLE p(a INTEGER PRIMARY KEY, b);
CREATE TABLE new(x, a, FOREIGN KEY (x) REFERENCES p ON UPDATE CASCADE);
INSERT INTO p VALUES (1, 1), (2, 2);
INSERT INTO new VALUES (1, 7), (2, 2);
ALTER TABLE p RENAME COLUMN b TO c;
UPDATE p SET a = a + 10;
