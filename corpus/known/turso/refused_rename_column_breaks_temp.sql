-- alterego: signature=schema/rename_column/*/schema-temp.refused/turso
-- alterego: versions=*
-- alterego: reason=after a RENAME COLUMN that is refused, nothing can be read from the TEMP schema
-- alterego: verdict=engine-bug
CREATE TEMP TABLE t(a);
CREATE TRIGGER r DELETE ON t BEGIN UPDATE t SET b = n.a FROM t AS n; END;
ALTER TABLE t RENAME COLUMN a TO c;
