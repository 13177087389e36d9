-- alterego: mode=full
-- What rows that are there get of a DEFAULT is what SQLite reads where a row
-- stores nothing, and not what an INSERT would write: '1e+300'.
CREATE TABLE t0(c0);
INSERT INTO t0 VALUES ('');
ALTER TABLE t0 ADD a TEXT DEFAULT 1e+300 AFTER c0;
ALTER TABLE t0 ADD b TEXT DEFAULT 1e+300;
ALTER TABLE t0 ALTER b SET DEFAULT 1;
CREATE TABLE t1(c0 REAL);
INSERT INTO t1 DEFAULT VALUES;
ALTER TABLE t1 SET STRICT;
ALTER TABLE t1 ADD IF NOT EXISTS "default" REAL DEFAULT 9007199254740993;
-- And not all that is read may be stored by an INSERT.
CREATE TABLE t2(c0);
INSERT INTO t2 VALUES (0);
ALTER TABLE t2 ADD c1 CHAR(3) DEFAULT false;
-- What is no column is refused as before.
CREATE TABLE t3(c0 ANY) STRICT;
ALTER TABLE t3 ADD c1 DEFAULT x'';
