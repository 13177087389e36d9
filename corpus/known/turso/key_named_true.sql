-- alterego: signature=outcome/create_table/create.accept*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*unsupported * key expression*
-- alterego: versions=*
-- alterego: reason=PRIMARY KEY (true) is the constant, though a column is called so
-- alterego: verdict=engine-bug
CREATE TABLE t(true, PRIMARY KEY (true));
