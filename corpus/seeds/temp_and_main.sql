-- TEMP objects: a bare name means the TEMP table; TEMP triggers and views that
-- mention a table of main follow it.
CREATE TABLE t(a, b);
CREATE TABLE kept(x);
CREATE TEMP TABLE t(a, only_temp);
CREATE TEMP VIEW tv AS SELECT a FROM main.t;
CREATE TEMP TRIGGER tr AFTER INSERT ON main.t BEGIN INSERT INTO kept VALUES(new.b); END;
INSERT INTO main.t VALUES(1, 2);
INSERT INTO temp.t VALUES(3, 4);
ALTER TABLE t RENAME COLUMN only_temp TO renamed;
ALTER TABLE main.t RENAME COLUMN b TO bee;
ALTER TABLE main.t RENAME TO m;
INSERT INTO m VALUES(5, 6);
ALTER TABLE temp.t ADD COLUMN z DEFAULT 1;
SELECT * FROM kept;
SELECT * FROM t;
