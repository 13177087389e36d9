-- That a view names more columns than it has is found when a query over it is
-- compiled, also in a trigger: expected 2 columns for 'v' but got 1.
CREATE TABLE t(a);
CREATE VIEW v(a, b) AS SELECT a FROM t;
CREATE VIEW w AS SELECT a FROM v;
CREATE TRIGGER r BEFORE INSERT ON t BEGIN SELECT b FROM v; END;
INSERT INTO t VALUES (1);
SELECT * FROM w;
ALTER TABLE t RENAME TO u;
