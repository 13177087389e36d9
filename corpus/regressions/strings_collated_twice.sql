-- The shadow took 'x' for a column under any number of COLLATEs, any literal
-- in UNIQUE for a name, and TRUE for a column that may be missing. SQLite takes
-- a string for a column under one COLLATE at most, but in a PRIMARY KEY.
CREATE TABLE t(a, true);
CREATE INDEX i ON t('x' COLLATE BINARY COLLATE BINARY);
CREATE INDEX j ON t('x' COLLATE BINARY);
CREATE INDEX k ON t("x" COLLATE BINARY COLLATE BINARY);
CREATE TABLE u(a, UNIQUE('a' COLLATE BINARY COLLATE BINARY));
CREATE TABLE u(a, PRIMARY KEY('a' COLLATE BINARY COLLATE NOCASE));
CREATE TABLE v(a, UNIQUE(0));
CREATE TABLE v(a, UNIQUE(b + 1));
CREATE TABLE v(a, UNIQUE(true));
CREATE TABLE v(a, true, UNIQUE(true));
ALTER TABLE t RENAME a TO x;
ALTER TABLE u RENAME a TO b;
ALTER TABLE v DROP true;
