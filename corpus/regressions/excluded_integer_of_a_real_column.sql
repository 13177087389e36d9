-- excluded.c of a REAL column is a real (sqlite3UpsertDoUpdate), also where the
-- conflict is found before the new row's types are looked at: no rowid if it is
-- too large, another one beyond 2^53.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY, c1 REAL, c2);
INSERT INTO t0 VALUES (12, 0, 0);
INSERT INTO t0 VALUES (12, 9223372036854775807, 1) ON CONFLICT(c0) DO UPDATE SET c0 = excluded.c1;
INSERT INTO t0 VALUES (12, 9007199254740993, 1) ON CONFLICT(c0) DO UPDATE SET c2 = excluded.c1 || 'x' WHERE excluded.c1 = 9007199254740992;
INSERT INTO t0 VALUES (12, 9007199254740993, 1) ON CONFLICT(c0) DO UPDATE SET c0 = excluded.c1;
INSERT INTO t0 VALUES (9007199254740992, 5, 1) ON CONFLICT(c0) DO UPDATE SET c2 = excluded.c1;
ALTER TABLE t0 RENAME COLUMN c1 TO x;
