-- alterego: signature=schema/add_column/add_column.accept*/schema-lost-collate.changed/turso
-- alterego: with=index.changed
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the COLLATE of other columns
-- alterego: verdict=engine-bug
-- The running connection still compares with NOCASE; once the database is
-- opened again it compares bytes, and an index made with NOCASE is out of
-- order.
CREATE TABLE t(a TEXT COLLATE NOCASE);
ALTER TABLE t ADD COLUMN b;
