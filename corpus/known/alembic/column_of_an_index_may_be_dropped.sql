-- alterego: signature=outcome/drop_column/drop_column.*/expected:refused:no_such_column/actual:accepted/alembic
-- alterego: versions=*
-- alterego: reason=drop_column of a column whose name is not written in small letters drops its indexes as well
-- alterego: verdict=documented-difference
CREATE TABLE t(a INTEGER, "B" INTEGER);
CREATE INDEX i ON t("B");
ALTER TABLE t DROP COLUMN "B";
