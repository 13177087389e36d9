-- alterego: signature=*/*/*/rows.missing/typeorm
-- alterego: seen=rows main.sqlite_stat*
-- alterego: versions=*
-- alterego: reason=every change drops the table, and with it what ANALYZE has found out
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ANALYZE;
ALTER TABLE t ADD b;
