-- The rebuild engine resolved what ALTER TABLE does not, and the other way
-- round: windows by their names in quotes, WINDOW clauses that nobody uses, the
-- ON of a join in UPDATE .. FROM, and views of a view whose calls are wrong.
CREATE TABLE t(a, b);
CREATE TABLE u(a, c);
CREATE VIEW named AS SELECT sum(a) OVER w FROM t WINDOW "w" AS (ORDER BY a);
CREATE VIEW unused AS SELECT 1 FROM t WINDOW w AS (PARTITION BY b ORDER BY a);
ALTER TABLE t RENAME b TO bb;
CREATE TRIGGER r AFTER INSERT ON t BEGIN
  UPDATE t SET bb = c FROM u JOIN t AS x ON x.a = u.a WHERE t.a = u.c;
END;
ALTER TABLE t RENAME a TO z;
DROP TRIGGER r;
CREATE VIEW wrong AS SELECT nosuch(a) FROM t;
ALTER TABLE t RENAME a TO aa;
CREATE VIEW of_wrong AS SELECT * FROM wrong;
ALTER TABLE t RENAME bb TO b;
