-- alterego: mode=full
-- There was no database of the name temp until something was in it.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY AUTOINCREMENT, c1 UNIQUE);
INSERT INTO t0 VALUES (7, 'a');
CREATE INDEX i0 ON t0(c1);
ALTER TABLE t0 SET SCHEMA temp;
ALTER TABLE t0 SET TABLESPACE main;
