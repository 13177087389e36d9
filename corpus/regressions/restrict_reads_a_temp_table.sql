-- Up to 3.36 the query of ON UPDATE RESTRICT named no schema, and a TEMP table
-- of the child's name came first: "no such column". The shadow did not know.
CREATE TABLE t(a PRIMARY KEY, b REFERENCES t ON UPDATE RESTRICT);
CREATE TEMP TABLE t(c);
PRAGMA foreign_keys = ON;
INSERT INTO main.t VALUES (1, 1);
UPDATE main.t SET a = a;
ALTER TABLE main.t RENAME a TO d;
