-- AUTOINCREMENT: the table's row in sqlite_sequence follows a rename, and the
-- number goes on after a rename and after a dropped column.
CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, a, b);
INSERT INTO t(a, b) VALUES('one', 1);
INSERT INTO t(id, a, b) VALUES(41, 'big', 2);
DELETE FROM t WHERE id = 41;
ALTER TABLE t RENAME TO u;
INSERT INTO u(a) VALUES('next');
ALTER TABLE u DROP COLUMN b;
ALTER TABLE u RENAME COLUMN id TO number;
INSERT INTO u(a) VALUES('and next');
SELECT * FROM u;
SELECT * FROM sqlite_sequence;
ALTER TABLE sqlite_sequence RENAME TO s;
