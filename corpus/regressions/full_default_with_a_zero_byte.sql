-- alterego: mode=full
-- quote() ends at a zero byte, and so did the text that rows were given.
CREATE TABLE t0(c0);
INSERT INTO t0 (rowid, c0) VALUES (0, 0);
ALTER TABLE t0 ADD c1 DEFAULT (CAST(x'610062' AS TEXT));
ALTER TABLE t0 ALTER c1 DROP DEFAULT;
ALTER TABLE t0 ALTER c0 TYPE TEXT;
