-- A table and a trigger may share a name, and the message of a schema that cannot
-- be read again has but the name: here the table is meant, whose name stands in
-- quotes before the column.
CREATE TABLE t0(c0);
CREATE VIEW v0 AS SELECT 0 AS c1;
CREATE TRIGGER r0 INSTEAD OF UPDATE ON v0 BEGIN INSERT INTO t0 (c0) VALUES (0); END;
CREATE TABLE t1(c0, c2, CHECK (t1.c2));
ALTER TABLE t1 RENAME TO r0;
ALTER TABLE r0 DROP c2;
