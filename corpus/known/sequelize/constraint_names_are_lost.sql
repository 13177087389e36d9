-- alterego: signature=schema/*/*.accept*/schema-lost-constraint.changed/sequelize
-- alterego: versions=*
-- alterego: reason=a change drops the names of constraints
-- alterego: verdict=engine-bug
CREATE TABLE t(a CONSTRAINT k NOT NULL, b);
ALTER TABLE t DROP COLUMN b;
