-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:prohibited/actual:accepted/alembic
-- alterego: versions=*
-- alterego: reason=a column called null that UNIQUE names may be dropped
-- alterego: verdict=documented-difference
-- SQLite takes the name for a constant once the column is gone, and refuses.
CREATE TABLE t(a INTEGER, "null", UNIQUE ("null"));
ALTER TABLE t DROP "null";
