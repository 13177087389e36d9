-- alterego: signature=outcome/rename_table/rename_table.rewrite/expected:refused:no_such_*/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO is accepted though a view is broken
-- alterego: verdict=documented-difference
-- SQLite refuses, unless legacy_alter_table is on: error in view v: no such
-- column: nope.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT nope FROM t;
ALTER TABLE t RENAME TO u;
