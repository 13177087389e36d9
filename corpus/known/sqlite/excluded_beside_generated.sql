-- alterego: signature=*/dml.misread_excluded/*
-- alterego: versions=3.31.0..3.31.1
-- alterego: reason=excluded.c of a table with a VIRTUAL column in front of c is another column
-- alterego: verdict=engine-bug
-- lookupName (resolve.c) adds the number of the column to the register of the
-- first value, where VIRTUAL columns stand behind all others: excluded.c is 9.
-- 3.36 asks sqlite3TableColumnToStorage.
CREATE TABLE t(a AS (''), b, c, d, k, PRIMARY KEY (k));
INSERT INTO t VALUES (0, 0, NULL, 3);
INSERT INTO t VALUES (0, 9, '', 3) ON CONFLICT (k) DO UPDATE SET d = excluded.b;
