-- The shadow said "cannot store TEXT value in BLOB column". A blob in which
-- replace() has nothing to look for comes back as text that is still a blob, so
-- a STRICT table lets it into columns of either type; that is predicted no more.
CREATE TABLE t0(c0 BLOB, c1 BLOB) STRICT;
CREATE TABLE t1(c0 TEXT) STRICT;
INSERT INTO t0 VALUES (x'6162', x'6364');
ALTER TABLE t0 RENAME COLUMN c1 TO c2;
UPDATE t0 SET c0 = replace(c2, x'', '');
INSERT INTO t1 SELECT replace(c2, '', '') FROM t0;
ALTER TABLE t0 DROP COLUMN c2;
