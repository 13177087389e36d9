-- In 3.26 a row that is replaced beside INTEGER PRIMARY KEY ON CONFLICT REPLACE
-- may stay and lose its entries in the indexes, and triggers fire for rows that
-- are not there. The shadow foretold what newer releases do.
CREATE TABLE t1(c0 INTEGER PRIMARY KEY ON CONFLICT REPLACE, c1, c2 NOT NULL, c3);
CREATE INDEX i0 ON t1(0);
CREATE TRIGGER r0 DELETE ON t1 BEGIN INSERT INTO t1 (c1, c2, c3) VALUES (0, old.c1, 0); END;
ALTER TABLE t1 RENAME TO t2;
CREATE TABLE t0(c0 INTEGER PRIMARY KEY ON CONFLICT REPLACE, c1 UNIQUE ON CONFLICT REPLACE);
INSERT INTO t0 (c0, c1) VALUES (NULL, 13), (0, 0);
PRAGMA recursive_triggers = 1;
INSERT INTO t2 VALUES (0, '', 0, 0);
