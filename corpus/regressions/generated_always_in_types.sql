-- Until 3.36 GENERATED ALWAYS stays a part of the type that is listed, and
-- gives a column without a type the affinity NUMERIC; the shadow left it out.
CREATE TABLE t(a, b TEXT GENERATED ALWAYS AS (a), c generated  always AS (a));
INSERT INTO t(a) VALUES ('1');
ALTER TABLE t RENAME a TO z;
