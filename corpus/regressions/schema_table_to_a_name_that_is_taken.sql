-- The rebuild engine said that the schema table may not be altered. SQLite first
-- looks whether the new name is free.
CREATE VIEW v0 AS SELECT 0;
CREATE TEMP TABLE t0(a);
ALTER TABLE sqlite_master RENAME TO v0;
ALTER TABLE sqlite_master RENAME TO t0;
ALTER TABLE sqlite_temp_master RENAME TO t0;
ALTER TABLE temp.sqlite_master RENAME TO v0;
ALTER TABLE json_each RENAME TO v0;
