-- alterego: signature=schema/drop_column/drop_column.*/rows*.refused/turso
-- alterego: with=index.changed:tables.changed:xinfo.changed:xinfo.missing
-- alterego: versions=*
-- alterego: reason=DROP COLUMN is refused because a view reads the column, and from then on the table cannot be read
-- alterego: verdict=engine-bug
-- cannot drop column "b": referenced in VIEW v. The column is gone all the same,
-- in memory; SELECT * FROM t fails until the database is opened again. Only in a transaction.
CREATE TABLE t(a, b);
INSERT INTO t VALUES (1, 2);
CREATE VIEW v AS SELECT b FROM t;
BEGIN;
ALTER TABLE t DROP COLUMN b;
