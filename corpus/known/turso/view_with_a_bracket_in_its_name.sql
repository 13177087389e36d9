-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*referenced in VIEW*
-- alterego: versions=*
-- alterego: reason=no column can be dropped beside a view whose name has a bracket
-- alterego: verdict=engine-bug
-- near "]": syntax error, in a text that Turso itself has written. Incomplete
-- input, where the view is called "".
CREATE TABLE t(a, b);
CREATE VIEW "a]b" AS SELECT 0;
ALTER TABLE t DROP COLUMN b;
