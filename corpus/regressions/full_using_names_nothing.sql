-- alterego: mode=full
-- A name in USING that means nothing was found only where there were rows.
CREATE TABLE t0(c0, c1);
ALTER TABLE t0 ALTER COLUMN c1 TYPE TEXT USING [e];
ALTER TABLE t0 ALTER COLUMN c0 TYPE TEXT, ALTER COLUMN c1 TYPE TEXT USING [e];
-- Nor is a column there that the same statement dropped before.
ALTER TABLE t0 DROP IF EXISTS c0 CASCADE, ALTER COLUMN c1 TYPE TEXT USING c0;
ALTER TABLE t0 DROP c1 CASCADE, ALTER COLUMN c0 TO c0 AS (c1);
ALTER TABLE t0 RENAME c0 TO d, ADD rowid AS (c0) REFERENCES t0;
-- That is said before anything else about the table.
CREATE TABLE t9(c0 INTEGER PRIMARY KEY AUTOINCREMENT);
ALTER TABLE t9 ALTER COLUMN c0 TYPE TEXT USING b;
