-- alterego: signature=schema/rename_table/rename_table.accept*/schema-view.changed/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO leaves the old name in compound and nested queries of views
-- alterego: verdict=engine-bug
-- SELECT .. FROM t UNION ALL SELECT .. FROM t still reads t, which is no longer
-- there.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT a FROM t UNION ALL SELECT a FROM t;
ALTER TABLE t RENAME TO u;
