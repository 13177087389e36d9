-- Since 3.54 or before, a trigger's UPDATE, INSERT and DELETE may name their
-- target with AS, but ALTER TABLE goes by the table's own name: such a trigger
-- is refused as soon as it uses the alias. The parser did not know the form.
CREATE TABLE t(a, b);
CREATE TABLE u(a, b);
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE u AS x SET b = new.a WHERE x.a = new.b; END;
INSERT INTO t VALUES (1, 2);
ALTER TABLE u RENAME COLUMN a TO c;
ALTER TABLE t RENAME TO w;
