-- alterego: signature=lost/*/-/expected:accepted-or-refused/actual:lost:crash/sqlite
-- alterego: versions=3.26.0..3.26.0
-- alterego: reason=a DEFAULT with CASE or BETWEEN crashes what computes it, or an ALTER of any table
-- alterego: verdict=engine-bug
-- SIGSEGV. The DEFAULT is kept in a shortened form (EXPRDUP_REDUCE), and what
-- compiles a CASE or a BETWEEN reads what has been cut off.
CREATE TABLE t(a DEFAULT (length(0) BETWEEN NULL AND ''));
INSERT INTO t DEFAULT VALUES;
