-- alterego: signature=outcome/add_column/add_column.reload/expected:refused:syntax/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN of a definition that ends in a comment is accepted
-- alterego: verdict=documented-difference
-- SQLite keeps the comment, which swallows the bracket: incomplete input.
CREATE TABLE t(a);
ALTER TABLE t ADD COLUMN b --x
;
