-- alterego: signature=outcome/create_table/create.foreign_key_column/expected:refused:no_such_column/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=a foreign key may name a column that the table has not
-- alterego: verdict=engine-bug
-- SQLite refuses: unknown column "b" in foreign key definition.
CREATE TABLE t(a, FOREIGN KEY (b) REFERENCES t);
