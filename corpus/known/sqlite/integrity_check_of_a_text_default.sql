-- alterego: signature=integrity/*/integrity.text_value/sqlite
-- alterego: versions=3.41.0..
-- alterego: reason=integrity_check takes the DEFAULT of a column behind a VIRTUAL one and INTEGER PRIMARY KEY for its value
-- alterego: verdict=engine-bug
-- "TEXT value in t1.c2", where every row has the integer 0. 3.40 says ok.
CREATE TABLE t0(c0);
CREATE TABLE t1(c0 AS (0), c1 INTEGER, c2 INTEGER DEFAULT '', PRIMARY KEY (c1));
INSERT INTO t1 (c1, c2) VALUES (NULL, 0);
ALTER TABLE t0 RENAME TO t2;
