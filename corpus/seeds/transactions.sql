-- ALTER inside transactions and savepoints; a rollback restores schema and rows.
CREATE TABLE t(a, b);
INSERT INTO t VALUES(1, 2);
BEGIN;
ALTER TABLE t RENAME TO u;
ALTER TABLE u ADD COLUMN c DEFAULT 'new';
SAVEPOINT inner_one;
ALTER TABLE u DROP COLUMN a;
INSERT INTO u VALUES(3, 4);
ROLLBACK TO inner_one;
ALTER TABLE u RENAME COLUMN a TO first;
RELEASE inner_one;
-- A refusal leaves the transaction open.
ALTER TABLE u DROP COLUMN missing;
ROLLBACK;
SELECT * FROM t;
SAVEPOINT outer_one;
ALTER TABLE t RENAME b TO second;
COMMIT;
ALTER TABLE t RENAME COLUMN b TO gone;
SELECT second FROM t;
