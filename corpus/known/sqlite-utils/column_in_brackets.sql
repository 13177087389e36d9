-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:syntax/sqlite-utils
-- alterego: answer=*]*
-- alterego: versions=*
-- alterego: reason=a name with a bracket is written in brackets
-- alterego: verdict=engine-bug
CREATE TABLE t("[a]" TEXT);
ALTER TABLE t RENAME COLUMN "[a]" TO b;
