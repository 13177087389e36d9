-- alterego: mode=full
-- Objects that are called "" were taken for dropped ones: they kept their old
-- texts, or the schema no longer loaded. REINDEX finds no table of that name.
CREATE TABLE ""(c0);
CREATE TABLE t0(c0);
CREATE INDEX `` ON t0(c0);
CREATE VIEW v0 AS SELECT x'';
CREATE TRIGGER [] INSTEAD OF DELETE ON v0 BEGIN INSERT INTO t0 VALUES (NULL); END;
ALTER TABLE "" ALTER COLUMN c0 TYPE TEXT;
ALTER TABLE t0 RENAME c0 TO c1;
ALTER TABLE t0 RENAME TO t2, RENAME TO "without";
ALTER TABLE "without" ALTER COLUMN c1 TYPE TEXT COLLATE nocase;
CREATE TABLE t3(c0);
ALTER TABLE "" RENAME TO t4;
ALTER TABLE t3 RENAME TO "";
