-- alterego: signature=fresh/end/-/index.changed/turso
-- alterego: versions=*
-- alterego: reason=what is renamed to true cannot be created again
-- alterego: verdict=engine-bug
-- The index is on a column, until its text is read: then it is on the constant.
CREATE TABLE t(a);
CREATE INDEX i ON t(a);
ALTER TABLE t RENAME COLUMN a TO true;
