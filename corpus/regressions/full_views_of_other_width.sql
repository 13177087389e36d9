-- alterego: mode=full
-- SQLite finds a view of too many columns wrong when it is used, and never in
-- an ALTER TABLE.
CREATE TABLE t0(c0, c1);
CREATE VIEW v0(c0, c1) AS SELECT * FROM t0;
CREATE VIEW v1 AS SELECT 0 FROM v0;
ALTER TABLE t0 ADD c2;
