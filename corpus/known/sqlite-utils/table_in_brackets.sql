-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:syntax/sqlite-utils
-- alterego: answer=*near "*": syntax error*
-- alterego: versions=*
-- alterego: reason=the name of a table with a bracket is written in brackets
-- alterego: verdict=engine-bug
CREATE TABLE "a]b"(a TEXT, b TEXT);
ALTER TABLE "a]b" DROP COLUMN b;
