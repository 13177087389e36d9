-- alterego: mode=full
-- A CHECK that writes t.a was refused in the new table, which had another name
-- until it took the place of the old one. Rows of a table without rowids came
-- in the order of any index, and so did their new rowids.
CREATE TABLE t(a NOT NULL, b AS (t.a || 1), CHECK (t.a > 0 OR "t".a IS NULL));
INSERT INTO t VALUES (1), (2);
ALTER TABLE t ALTER a TYPE TEXT;
ALTER TABLE t ADD CHECK (t.b <> 'x');
CREATE TABLE u(a NOT NULL, PRIMARY KEY (a)) WITHOUT ROWID;
CREATE UNIQUE INDEX i ON u(a DESC);
INSERT INTO u VALUES (1), (2), (3);
ALTER TABLE u SET WITH ROWID;
