-- Before 3.28 RENAME COLUMN did not see the name in PRIMARY KEY (c COLLATE x) of
-- an INTEGER column; the shadow knew it of tables with rowids alone.
CREATE TABLE t0(c0 INTEGER, PRIMARY KEY (c0 COLLATE BINARY)) WITHOUT ROWID;
ALTER TABLE t0 RENAME c0 TO c1;
