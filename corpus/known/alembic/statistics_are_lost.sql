-- alterego: signature=*/*/*/rows.missing/alembic
-- alterego: seen=rows main.sqlite_stat*
-- alterego: versions=*
-- alterego: reason=every change drops the table, and with it what ANALYZE has found out
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT);
INSERT INTO t VALUES (1, 2);
ANALYZE;
ALTER TABLE t DROP b;
