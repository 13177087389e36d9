-- alterego: mode=full
-- alterego: probes=all
-- With strings in double quotes off, for which it asks again what breaks, the
-- engine took the columns of a view that SQLite remembered from before that: a
-- trigger on it compiled, or did not, by what had been asked last.
CREATE TABLE t1(a);
CREATE VIEW v1 AS SELECT "select", a FROM t1;
CREATE TRIGGER r0 INSTEAD OF INSERT ON v1 BEGIN UPDATE t1 SET a = 0; END;
ALTER TABLE t1 ADD c;
ALTER TABLE t1 DROP COLUMN c;
ALTER TABLE t1 ADD c;
ALTER TABLE t1 DROP COLUMN c CASCADE;
