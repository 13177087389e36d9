-- ADD COLUMN asks PRAGMA quick_check("1a"), and that takes 1a for the number 1:
-- the first fault of any table. The shadow expected it to look at the table.
CREATE TABLE "1a"(c0 ANY) STRICT;
INSERT INTO "1a"(rowid, c0) VALUES (0, '');
ALTER TABLE "1a" ADD c1 BLOB AS (0) CHECK (0);
CREATE TABLE u(x CHECK (x > 0));
PRAGMA ignore_check_constraints = 1;
INSERT INTO u VALUES (-1);
PRAGMA ignore_check_constraints = 0;
CREATE TABLE "12"(a);
INSERT INTO "12" VALUES (1);
ALTER TABLE "12" ADD b CHECK (b IS NULL);
CREATE TABLE "x12"(a);
INSERT INTO "x12" VALUES (1);
ALTER TABLE "x12" ADD b CHECK (b IS NULL);
ALTER TABLE "x12" ADD c CHECK (c IS NOT NULL);
