-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unclassified/alembic
-- alterego: answer=*Can't generate DDL for NullType()*
-- alterego: versions=*
-- alterego: reason=a batch operation fails on a column without a type
-- alterego: verdict=engine-bug
-- Can't generate DDL for NullType().
CREATE TABLE t(a);
ALTER TABLE t RENAME COLUMN a TO b;
