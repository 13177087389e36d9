-- alterego: signature=fresh/end/create_table/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*unsupported * key expression: TRUE*
-- alterego: versions=*
-- alterego: reason=UNIQUE (true) is the constant, though a column is called so: what RENAME COLUMN writes cannot be created
-- alterego: verdict=engine-bug
-- As key_named_true.
CREATE TABLE t(a, UNIQUE (a));
ALTER TABLE t RENAME COLUMN a TO true;
