-- alterego: signature=schema/create_index/create.accept/index.changed/turso
-- alterego: versions=*
-- alterego: reason=an index on a column named true is on the constant
-- alterego: verdict=engine-bug
-- SELECT true FROM t is 1 in Turso, the column in SQLite.
CREATE TABLE t(true);
CREATE INDEX i ON t(true);
