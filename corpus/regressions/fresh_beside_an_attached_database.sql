-- A fresh database was held against a list of tables that named those of an
-- attached one, too.
CREATE TABLE t(a);
ATTACH ':memory:' AS aux;
CREATE VIEW aux.v AS SELECT * FROM gone;
ALTER TABLE t RENAME TO w;
