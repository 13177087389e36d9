-- c IN (1, 2, 3) of a NOT NULL column is looked up without asking for NULL: where
-- a BEFORE trigger sees one, it is found if the list has one, and else is not.
CREATE TABLE l(x);
CREATE TABLE t0(c0 PRIMARY KEY, c1 AS (c0 IN (0, 0, 0)), c2 AS (c0 IN (0, 0)), c4 AS (-c0 NOT IN (1, 2, 3)), c5 AS (c0 IN (1, NULL, 3)), c7 AS (+c0 IN (1, 2, 3)), c8 AS (c0 COLLATE nocase IN (1, 2, 3))) WITHOUT ROWID;
CREATE TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO l VALUES (quote(new.c1) || quote(new.c2) || quote(new.c4) || quote(new.c5) || quote(new.c7) || quote(new.c8)); SELECT RAISE(FAIL, 'x'); END;
INSERT INTO t0 DEFAULT VALUES;
ALTER TABLE t0 RENAME TO t1;
INSERT INTO t1(c0) VALUES (1);
