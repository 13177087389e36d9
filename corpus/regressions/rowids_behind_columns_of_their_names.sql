-- Columns are called rowid, oid and _rowid_, so that no name reaches the rowid
-- when the database is read back behind a statement that nobody foretells: the
-- shadow then took the rows for numbered from 1, until RENAME COLUMN showed them.
CREATE TABLE t(oid, _rowid_, r);
INSERT INTO t(rowid, oid, _rowid_) VALUES (0, '', 0), (7, 1, 2);
ALTER TABLE t RENAME r TO rowid;
ATTACH ':memory:' AS aux;
ALTER TABLE t RENAME _rowid_ TO c;
DETACH aux;
