-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/django
-- alterego: answer=*SQLite schema editor cannot be used while foreign key*
-- alterego: versions=*
-- alterego: reason=within a transaction nothing can be changed while foreign keys are enforced
-- alterego: verdict=gap
-- It says so itself: NotSupportedError.
CREATE TABLE t(a INTEGER PRIMARY KEY, b INTEGER);
PRAGMA foreign_keys = 1;
BEGIN;
ALTER TABLE t DROP COLUMN b;
