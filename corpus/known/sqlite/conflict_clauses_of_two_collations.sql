-- alterego: signature=outcome/*/expected:*/actual:refused:bad_definition/sqlite
-- alterego: answer=refused (bad_definition): error in table *: conflicting ON CONFLICT clauses specified
-- alterego: versions=3.35.0..
-- alterego: reason=an ALTER that reads the schema anew leaves out the COLLATE of columns, and takes two different keys for one
-- alterego: verdict=engine-bug
-- RENAME and DROP COLUMN parse every table with sqlite3AddCollateType doing
-- nothing. The column's UNIQUE and the PRIMARY KEY are of one collation then,
-- and their conflict clauses differ: "conflicting ON CONFLICT clauses
-- specified", for this table and for each other one of the schema.
CREATE TABLE t(a, b COLLATE RTRIM UNIQUE ON CONFLICT FAIL, PRIMARY KEY (b COLLATE BINARY) ON CONFLICT IGNORE);
ALTER TABLE t RENAME a TO c;
