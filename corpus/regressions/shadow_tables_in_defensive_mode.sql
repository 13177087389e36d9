-- In defensive mode the shadow tables of a virtual table are its module's alone:
-- they may not be altered, written, dropped or get triggers, and nothing else
-- may have the name of one. The shadow foretold plain tables, and the rebuild
-- engine renamed a table to such a name.
CREATE VIRTUAL TABLE t USING rtree(id, a, b);
CREATE VIRTUAL TABLE f USING fts5(a);
CREATE TABLE o(a);
CREATE TABLE t_foo(a);
DROP TABLE t_parent;
.dbconfig defensive on
ALTER TABLE t_node RENAME TO q;
ALTER TABLE t_node RENAME nodeno TO x;
ALTER TABLE f_data ADD x;
ALTER TABLE f_config DROP COLUMN v;
ALTER TABLE t_foo ADD b;
ALTER TABLE o RENAME TO T_parent;
ALTER TABLE o RENAME TO t_other;
INSERT INTO t_rowid(rowid, nodeno) VALUES (1, 2);
UPDATE t_rowid SET nodeno = 1;
DELETE FROM t_rowid;
CREATE INDEX f_idx2 ON f_docsize(sz);
CREATE TRIGGER r AFTER INSERT ON t_rowid BEGIN SELECT 1; END;
CREATE TRIGGER r AFTER INSERT ON o BEGIN SELECT * FROM t_node; DELETE FROM T_NODE; END;
CREATE TABLE t_parent(a);
CREATE TABLE IF NOT EXISTS temp.f_data(a);
CREATE INDEX F_idx ON t_foo(a);
CREATE VIEW f_content AS SELECT 1;
DROP TABLE t_node;
.dbconfig defensive off
ALTER TABLE t_other RENAME TO t_parent;
INSERT INTO t_rowid(rowid, nodeno) VALUES (1, 2);
