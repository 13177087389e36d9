-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unclassified/alembic
-- alterego: answer=*ForeignKeyConstraint number of constrained columns*
-- alterego: versions=*
-- alterego: reason=REFERENCES without columns to the table itself: refused
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT, b TEXT REFERENCES t);
ALTER TABLE t DROP COLUMN a;
