-- alterego: signature=outcome/rename_table/rename_table.rewrite/expected:refused:*/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO is accepted though a view or trigger cannot be compiled
-- alterego: verdict=documented-difference
-- SQLite refuses: view v is circularly defined.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
DROP VIEW v;
CREATE VIEW v AS SELECT a FROM w;
ALTER TABLE t RENAME TO u;
