-- alterego: signature=schema/rename_column/rename_column.accept/schema-trigger.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN leaves the old name in the ON of a join in a trigger
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE TRIGGER r INSERT ON t BEGIN SELECT 1 FROM t x JOIN t y ON x.a; END;
ALTER TABLE t RENAME COLUMN a TO b;
