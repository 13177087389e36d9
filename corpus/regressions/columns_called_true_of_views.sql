-- TRUE and FALSE are no names in the list of a view's columns either.
CREATE TABLE t(a);
CREATE VIEW v(true, b) AS SELECT a, a FROM t;
CREATE TRIGGER r INSTEAD OF DELETE ON v BEGIN DELETE FROM t WHERE old.true; END;
ALTER TABLE t RENAME TO u;
DROP TRIGGER r;
CREATE VIEW w AS SELECT v.true FROM v;
ALTER TABLE t RENAME a TO c;
