-- A string in double quotes that is called as the rowid is an expression in an
-- index, and no rowid.
CREATE TABLE t0(c0);
CREATE INDEX i0 ON t0("_ROWID_");
CREATE TABLE t1(c0 INTEGER PRIMARY KEY);
CREATE INDEX i1 ON t1("rowid");
CREATE INDEX i2 ON t1("oid" COLLATE nocase);
INSERT INTO t1 VALUES (3);
