-- alterego: signature=*/dml.overlooked_check/expected:refused:check/actual:accepted/sqlite*
-- alterego: versions=3.35.0..3.45.3
-- alterego: reason=an UPDATE of a NOT NULL column does not look at CHECK (column IS NULL)
-- alterego: verdict=engine-bug
-- Where a column is NOT NULL the resolver takes `c IS NULL` for a constant, and
-- with that the CHECK mentions no column. An UPDATE tests only the CHECKs that
-- mention what it changes (sqlite3ExprReferencesUpdatedColumn), so this one never,
-- although an INSERT of the same row is refused. The row got in by ADD COLUMN,
-- which did not test, or under ignore_check_constraints. 3.34 and 3.46 refuse the
-- UPDATE.
CREATE TABLE t(a, b NOT NULL CHECK (b IS NULL));
PRAGMA ignore_check_constraints = 1;
INSERT INTO t VALUES (1, 1);
PRAGMA ignore_check_constraints = 0;
UPDATE t SET b = 2;
