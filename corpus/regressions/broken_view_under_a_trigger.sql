-- 3.26 fails to compile the view once, and from then on knows the columns that
-- stand in its list: whether the rename is refused depends on who asked before.
CREATE TEMP TABLE t(a);
CREATE VIEW v(c) AS SELECT 0 FROM nosuch;
CREATE TEMP TRIGGER r INSTEAD OF DELETE ON v BEGIN INSERT INTO t VALUES (0); END;
ALTER TABLE t RENAME a TO b;
