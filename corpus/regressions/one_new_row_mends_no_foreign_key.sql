-- A single INSERT brings the parent that an old row lacks, and has none itself.
-- SQLite does not set one against the other; it does if there are two rows.
CREATE TABLE t(a UNIQUE, b REFERENCES t(a));
INSERT INTO t VALUES (7, 12);
PRAGMA foreign_keys = 1;
INSERT INTO t VALUES (12, 'x');
INSERT INTO t VALUES (12, 'x'), (13, NULL);
