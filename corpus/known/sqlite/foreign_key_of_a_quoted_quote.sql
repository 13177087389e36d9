-- alterego: signature=outcome/delete/dml.accept/expected:accepted/actual:refused:no_such_table/sqlite
-- alterego: versions=..3.36.0
-- alterego: reason=the action of a foreign key takes the quotes off the child's name a second time
-- alterego: verdict=engine-bug
-- The table is called [a], brackets included. 3.40 accepts; of a table that
-- is called " the older ones crash.
CREATE TABLE "[a]"(b PRIMARY KEY, FOREIGN KEY (b) REFERENCES "[a]" ON DELETE SET DEFAULT ON UPDATE RESTRICT);
PRAGMA foreign_keys = 1;
DELETE FROM "[a]";
