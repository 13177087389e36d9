-- alterego: signature=outcome/add_column/add_column.accept/expected:accepted/actual:refused:add_stored/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN refuses a STORED generated column of an empty table
-- alterego: verdict=gap
-- cannot add a STORED column. SQLite refuses it only if there are rows.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c1 AS (0) STORED;
