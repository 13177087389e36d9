-- alterego: signature=outcome/drop/drop.use_drop_table/expected:refused:no_such_view/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP VIEW IF EXISTS t does nothing where t is a table
-- alterego: verdict=documented-difference
-- SQLite refuses: use DROP TABLE to delete table t.
CREATE TABLE t(a);
DROP VIEW IF EXISTS t;
