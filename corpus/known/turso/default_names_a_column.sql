-- alterego: signature=outcome/add_column/add_column.default_names_column/expected:refused:default_not_constant/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN takes a DEFAULT that names a column
-- alterego: verdict=engine-bug
-- SQLite refuses: default value of column [b] is not constant.
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b DEFAULT (a);
