-- alterego: signature=rows/add_column/add_column.accept/rows.refused/sqlite
-- alterego: versions=3.31.0..3.40.1
-- alterego: reason=a column that is generated from itself can be added; nothing can be read or written any more
-- alterego: verdict=engine-bug
-- The same as column_generated_from_itself.sql, with no row that would have to be
-- computed: the table cannot be read all the same.
CREATE TABLE t(a);
ALTER TABLE t ADD b AS (b);
