-- alterego: signature=*/drop_column/drop_column.accept*/rows.missing/knex
-- alterego: seen=rows main.sqlite_stat*
-- alterego: versions=*
-- alterego: reason=dropColumn drops the table, and with it what ANALYZE has found out
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
INSERT INTO t VALUES (1, 2);
ANALYZE;
ALTER TABLE t DROP COLUMN b;
