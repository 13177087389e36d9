-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:*/alembic
-- alterego: answer=*default value of column * is not constant*
-- alterego: versions=*
-- alterego: reason=DEFAULT "word" becomes DEFAULT ("word"), which is refused
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT DEFAULT "word");
ALTER TABLE t DROP COLUMN a;
