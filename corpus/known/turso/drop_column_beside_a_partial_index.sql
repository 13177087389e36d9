-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*index where clause unexpectedly missing*
-- alterego: versions=*
-- alterego: reason=no column can be dropped beside an index whose WHERE names the table in capitals
-- alterego: verdict=engine-bug
-- Index where clause unexpectedly missing. See panic_of_a_partial_index.
CREATE TABLE T(a, b);
CREATE INDEX i ON T(b) WHERE T.b;
ALTER TABLE T DROP COLUMN a;
