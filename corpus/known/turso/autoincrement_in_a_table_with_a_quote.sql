-- alterego: signature=fresh/end/create_table/expected:accepted/actual:refused:syntax/turso
-- alterego: versions=*
-- alterego: reason=a table whose name holds a quote cannot have AUTOINCREMENT
-- alterego: verdict=engine-bug
-- Its name is pasted into an INSERT: near "b": syntax error.
CREATE TABLE t0(integer INTEGER PRIMARY KEY AUTOINCREMENT);
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t2 RENAME TO "a""b";
