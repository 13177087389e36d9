-- alterego: signature=schema/create_table/create.accept/xinfo.changed/turso
-- alterego: versions=*
-- alterego: reason=PRAGMA table_info gives every column of a primary key the number 1
-- alterego: verdict=engine-bug
-- SQLite numbers them: 1, 2, 3.
CREATE TABLE t(a, b, PRIMARY KEY (a, b));
