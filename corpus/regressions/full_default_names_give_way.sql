-- alterego: mode=full
-- A name that is written was refused because an unnamed constraint answered to
-- it by default; SQLite accepts it.
CREATE TABLE t1(c0 PRIMARY KEY);
ALTER TABLE t1 ADD CONSTRAINT t1_pkey CHECK (c0 IS NULL OR 1);
ALTER TABLE t1 RENAME CONSTRAINT t1_pkey1 TO k;
ALTER TABLE t1 DROP CONSTRAINT t1_pkey;
ALTER TABLE t1 ADD CONSTRAINT k UNIQUE (c0);
