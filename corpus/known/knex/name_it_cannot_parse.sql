-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:unclassified/knex
-- alterego: answer=*No matching tokenizer rule found*
-- alterego: versions=*
-- alterego: reason=dropColumn has no token for a name beyond the letters that it knows
-- alterego: verdict=engine-bug
-- SQLite takes every character beyond ASCII for a letter.
CREATE TABLE t(a, "😀");
CREATE INDEX i ON t(😀);
ALTER TABLE t DROP COLUMN a;
