-- alterego: mode=full
-- A definition of the same type leaves the values alone, and what they break
-- with them; the statistics of a column it does not keep.
CREATE TABLE t0(c0, FOREIGN KEY (c0) REFERENCES Nope);
INSERT INTO t0 (rowid, c0) VALUES (0, '');
ALTER TABLE t0 ALTER COLUMN c0 TO c0;
ALTER TABLE t0 ALTER COLUMN c0 SET STATISTICS 6925;
ALTER TABLE t0 ALTER COLUMN c0 TO c0;
-- Nor does the collation that the column has.
CREATE TABLE t8(c0, c1, c2, FOREIGN KEY (c1, c2) REFERENCES t8(c0, c1));
INSERT INTO t8 VALUES (x'', 0, 0);
CREATE UNIQUE INDEX i8 ON t8(c0, c1);
ALTER TABLE t8 ALTER COLUMN c2 TYPE BLOB COLLATE BINARY;
