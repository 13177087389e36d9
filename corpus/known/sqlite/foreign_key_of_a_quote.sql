-- alterego: signature=lost/delete/-/expected:accepted-or-refused/actual:lost:crash/sqlite
-- alterego: versions=..3.36.0
-- alterego: reason=the action of a foreign key of a table that is called " crashes
-- alterego: verdict=engine-bug
-- The quotes are taken off the name a second time, and nothing is left.
CREATE TABLE """"(a PRIMARY KEY, b REFERENCES """" ON DELETE RESTRICT);
PRAGMA foreign_keys = 1;
DELETE FROM """";
