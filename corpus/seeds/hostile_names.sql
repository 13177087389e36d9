-- Names that need quotes, keywords, names that differ in case only, the empty
-- name, and text that must not be touched.
CREATE TABLE "select"("from" INT, [two words] TEXT DEFAULT 'from', `tick` INT, "" INT, "a""b" INT);
CREATE VIEW "view of ""select""" AS SELECT "from", 'from' AS text /* from */ FROM "select" WHERE [two words] <> 'tick';
CREATE INDEX "order" ON "select"(`tick` DESC, "a""b");
INSERT INTO "select" VALUES(1, 'x', 2, 3, 4);
ALTER TABLE "select" RENAME COLUMN "from" TO "to";
ALTER TABLE "select" RENAME COLUMN "" TO "no longer empty";
ALTER TABLE "select" RENAME COLUMN `tick` TO [tock];
ALTER TABLE "select" RENAME COLUMN "a""b" TO "group";
ALTER TABLE "select" RENAME TO "table";
ALTER TABLE "table" ADD COLUMN "add" DEFAULT 'it''s';
ALTER TABLE [table] DROP COLUMN [two words];
ALTER TABLE 'table' RENAME TO 'sqlite_not_allowed';
ALTER TABLE "TABLE" RENAME TO "straße";
SELECT * FROM "straße";
