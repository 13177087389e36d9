-- alterego: signature=outcome/add_column/add_column.accept/expected:accepted/actual:refused:syntax/turso
-- alterego: answer=*near "NULL": syntax error*
-- alterego: versions=*
-- alterego: reason=ADD COLUMN with NOT NULL behind REFERENCES is a syntax error
-- alterego: verdict=engine-bug
-- As not_null_behind_references.
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b REFERENCES t(a) NOT NULL DEFAULT 1;
