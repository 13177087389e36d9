-- alterego: mode=full
-- alterego: engines=rebuild:mode=full@sqlite:3.54.1,rebuild:mode=full:strategy=rebuild@sqlite:3.54.1
CREATE TABLE t0(oid, c1);
ALTER TABLE t0 RENAME c1 TO oid;
