-- Open: until 3.36 GENERATED ALWAYS stays a part of the type that is listed, and
-- gives a column without a type the affinity NUMERIC.
CREATE TABLE t(a, b TEXT GENERATED ALWAYS AS (a), c GENERATED ALWAYS AS (a));
INSERT INTO t(a) VALUES ('1');
ALTER TABLE t RENAME a TO z;
