-- alterego: signature=outcome/create_table/create.accept/expected:accepted/actual:refused:syntax/turso
-- alterego: answer=*near "NULL": syntax error*
-- alterego: versions=*
-- alterego: reason=NOT NULL behind REFERENCES is a syntax error
-- alterego: verdict=engine-bug
-- near "NULL": syntax error. NOT is taken for the first word of NOT DEFERRABLE.
CREATE TABLE t(a REFERENCES t(a) NOT NULL);
