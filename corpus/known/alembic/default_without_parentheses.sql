-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:*/alembic
-- alterego: answer=*syntax error*
-- alterego: versions=*
-- alterego: reason=a DEFAULT of several terms loses the parentheses around it
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT DEFAULT ((0) & (0)));
ALTER TABLE t RENAME COLUMN a TO c;
