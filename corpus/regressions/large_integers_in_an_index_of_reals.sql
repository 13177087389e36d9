-- By 3.26 an integer beyond 2^53 in a REAL column is one in the index and a REAL
-- in the table: WHERE a = 9007199254740992.0 finds nothing through the index, and
-- the row without it. So does the search for a parent key. 3.31 writes the REAL.
-- Nothing behind such a row can be foretold, so the case ends; it went on.
CREATE TABLE t(a REAL UNIQUE);
INSERT INTO t VALUES (9007199254740993);
CREATE TABLE u(b REFERENCES t(a));
INSERT INTO u VALUES (9007199254740992.0);
ALTER TABLE u RENAME TO v;
