-- alterego: signature=lost/*/actual:lost:crash/turso
-- alterego: answer=*core/vdbe/mod.rs:1092*
-- alterego: versions=*
-- alterego: reason=a view with sum() over a LEFT JOIN on an empty table ends the process when it is read
-- alterego: verdict=engine-bug
-- panicked at core/vdbe/mod.rs: cursor id 2 is None.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT 0 AS b, sum(0) AS c FROM t LEFT JOIN t u ON 0 = u.a;
ALTER TABLE t RENAME a TO d;
