-- A foreign key that names no columns takes the parent's PRIMARY KEY, which may
-- compare its column by another collation than the column's own: a parent was
-- missed where PRAGMA foreign_key_check finds one.
CREATE TABLE t0(c0 AS ('abc'), c1, PRIMARY KEY (c1 COLLATE NOCASE), FOREIGN KEY (c0) REFERENCES t0);
ALTER TABLE t0 RENAME c1 TO c2;
INSERT INTO t0 (c2) VALUES ('ABC');
ALTER TABLE t0 RENAME c2 TO c3;
CREATE TABLE p(a, PRIMARY KEY (a COLLATE NOCASE));
CREATE TABLE c(x REFERENCES p, y TEXT COLLATE RTRIM REFERENCES p);
INSERT INTO p VALUES ('ABC');
PRAGMA foreign_keys = ON;
INSERT INTO c VALUES ('abc', 'abc');
INSERT INTO c VALUES ('abd', NULL);
ALTER TABLE c RENAME x TO z;
