-- alterego: signature=outcome/rename_table/rename_table.post_check/expected:refused:bad_definition/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=RENAME TO the name of a CTE that reads the table makes the CTE read itself
-- alterego: verdict=engine-bug
-- SQLite refuses: error in view v0 after rename: circular reference: n0.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS WITH n0 AS (SELECT 0 FROM t0) SELECT 0 FROM n0;
ALTER TABLE t0 RENAME TO n0;
