-- 1e37 has 17 nines and a bit, which 3.53 prints as 1.0e+37: the shadow printed
-- the nines, and a CHECK of the text failed. ADD CHECK is resolved as a query,
-- too, where dqs_dml forbids strings in double quotes; a column generated from
-- itself cannot be added to a STRICT table, whose types are looked at.
CREATE TABLE t(a CHECK (instr(CAST(a AS REAL), 0)));
INSERT INTO t VALUES ('1e3' || '7'), (1e37);
ALTER TABLE t ADD b AS (CAST(CAST(a AS REAL) AS TEXT));
CREATE TABLE s(a BLOB) STRICT;
ALTER TABLE s ADD "generated" REAL AS (generated);
CREATE TABLE u(a);
.dbconfig dqs_dml off
ALTER TABLE u ADD CHECK ("x'00'");
ALTER TABLE u RENAME TO v;
