-- Under query_only BEGIN IMMEDIATE is refused, before anything else is, and
-- CREATE UNIQUE INDEX reads no row. The default of a column that is given has no
-- part in whether an INSERT may fail.
CREATE TABLE t(a, b DEFAULT (min(0, 0)));
INSERT INTO t VALUES (1, 1), (1, 1);
PRAGMA query_only = 1;
BEGIN IMMEDIATE;
BEGIN;
BEGIN EXCLUSIVE;
COMMIT;
CREATE UNIQUE INDEX i ON t(a);
ALTER TABLE t ADD c;
PRAGMA query_only = 0;
ALTER TABLE t ADD c;
