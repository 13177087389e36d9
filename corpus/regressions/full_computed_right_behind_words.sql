-- alterego: mode=full
-- A name in quotes may stand right behind a word, and what is computed in its
-- place began with a word of its own: THENCAST(...).
CREATE TABLE t0("a" TEXT AS('1')STORED, c1, c2 INT AS(CASE WHEN"c1"THEN"a"ELSE"a"END)STORED);
INSERT INTO t0(c1) VALUES (1), (0);
ALTER TABLE t0 ALTER COLUMN "a" TO "a" INT;
CREATE TABLE t1(c0, "a" TEXT AS(c0), c2 INT AS(CASE WHEN"a"THEN"a"ELSE"a"END)STORED);
INSERT INTO t1(c0) VALUES (1), (0);
ALTER TABLE t1 ALTER COLUMN c0 TYPE INT;
ALTER TABLE t1 ADD COLUMN c3 FIRST;
ALTER TABLE t1 ALTER COLUMN c0 TYPE TEXT, ADD CHECK (CASE WHEN"a"THEN"a"ELSE 1 END);
