-- Before 3.31 the REPLACE of a rowid was looked at behind UNIQUE, and with
-- foreign keys deleted whatever row the cursor was at. The shadow said that the
-- row stays; now the case ends there.
CREATE TABLE t0(c0 INTEGER PRIMARY KEY ON CONFLICT REPLACE, c1 REFERENCES t0 ON DELETE SET NULL, UNIQUE (c1));
INSERT INTO t0 (c0, c1) VALUES (NULL, 0);
PRAGMA foreign_keys = true;
INSERT INTO t0 VALUES (NULL, 1);
