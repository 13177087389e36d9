-- alterego: signature=outcome/rename_column/rename_column.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*Unexpected expression in * constraint*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN is refused on a table with UNIQUE (b COLLATE NOCASE)
-- alterego: verdict=engine-bug
-- Unexpected expression in UNIQUE constraint.
CREATE TABLE t(a, b, UNIQUE (b COLLATE NOCASE));
ALTER TABLE t RENAME COLUMN a TO c;
