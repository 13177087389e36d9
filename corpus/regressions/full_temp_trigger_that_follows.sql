-- alterego: mode=full
-- A TEMP trigger whose text follows a table of its own database is on that table
-- from then on. It kept the name of the one that it was made for.
CREATE TABLE t0(c0);
CREATE TEMP TRIGGER r0 INSERT ON t0 BEGIN INSERT INTO t0 (c0) VALUES (0); END;
CREATE TABLE t1(c1);
ALTER TABLE t1 RENAME TO t2;
ALTER TABLE t2 SET TABLESPACE "temp";
ALTER TABLE t2 RENAME TO t0;
ALTER TABLE t0 RENAME TO t2;
ALTER TABLE t0 RENAME TO t2;
