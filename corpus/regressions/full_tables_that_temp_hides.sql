-- alterego: mode=full
-- A TEMP table of the same name changes nothing in what indexes and triggers are
-- on. SQLite's own ALTER TABLE reads them as if it did, and so did the shadow
-- (of indexes) and the rebuild engine (of triggers).
CREATE TABLE t0(c0 PRIMARY KEY, c1, c2);
CREATE INDEX i0 ON t0(c1);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN DELETE FROM t1; END;
CREATE TEMP TRIGGER r1 UPDATE ON t0 BEGIN UPDATE t0 SET integer = 0; END;
CREATE TEMP TABLE t0(c0);
ALTER TABLE main.t0 DROP c1, ADD PRIMARY KEY (c2);
ALTER TABLE main.t0 DISABLE TRIGGER r0;
ALTER TABLE t0 ENABLE TRIGGER r1;
CREATE TABLE t3("a-b");
CREATE INDEX i3 ON t3("a-b");
CREATE TEMP TABLE t2(c1);
ALTER TABLE t3 RENAME TO t2;
