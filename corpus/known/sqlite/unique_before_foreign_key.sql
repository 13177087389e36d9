-- alterego: signature=outcome/update/dml.foreign_key/expected:refused:foreign_key/actual:refused:unique/sqlite
-- alterego: versions=3.31.0..3.53.9
-- alterego: reason=behind a row that REPLACE took, keys are looked at once more, and the row that is being updated is in its own way
-- alterego: verdict=engine-bug
-- "UNIQUE constraint failed: t0.c1", where no two rows have the same c1; without
-- the index on a constant SQLite says, as 3.26 and 3.54 do, FOREIGN KEY
-- constraint failed.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1, FOREIGN KEY (c1) REFERENCES t0);
INSERT INTO t0 (c0, c1) VALUES (NULL, 2);
INSERT INTO t0 VALUES (NULL, 0);
PRAGMA foreign_keys = true;
CREATE INDEX i0 ON t0(0 / CASE WHEN 0 THEN 0 WHEN 0 THEN '' WHEN 0 THEN c1 END);
CREATE UNIQUE INDEX i1 ON t0(c1);
UPDATE OR REPLACE t0 SET c0 = 0 NOT NULL;
ALTER TABLE t0 RENAME TO t1;
