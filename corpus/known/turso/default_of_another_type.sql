-- alterego: signature=outcome/add_column/add_column.accept/expected:accepted/actual:refused:type_mismatch_default/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN of a REAL column refuses a DEFAULT that is a text, if there are rows
-- alterego: verdict=engine-bug
-- type mismatch on DEFAULT.
CREATE TABLE t(a);
INSERT INTO t VALUES (NULL);
ALTER TABLE t ADD COLUMN b REAL DEFAULT '';
