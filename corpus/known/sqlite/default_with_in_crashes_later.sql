-- alterego: signature=lost/*/-/expected:accepted-or-refused/actual:lost:*/sqlite
-- alterego: versions=3.31.0..3.31.1
-- alterego: reason=REPLACE into a NOT NULL column whose DEFAULT has an IN with a list writes beyond its memory; some later statement crashes or never ends
-- alterego: verdict=engine-bug
-- SIGSEGV, or no answer. The DEFAULT is kept in a shortened form
-- (EXPRDUP_REDUCE), and what compiles the IN writes where that was cut off: the
-- same fault as in default_with_in_crashes, met by another statement. 3.26 and
-- 3.36 are well.
CREATE TABLE t(a PRIMARY KEY DEFAULT ('' LIKE '' NOT IN ('', 0, 0))) WITHOUT ROWID;
REPLACE INTO t VALUES (0);
PRAGMA ignore_check_constraints = true;
