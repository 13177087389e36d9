-- The rebuild engine reads the schema anew where ALTER TABLE does not, and so may
-- no longer know the columns of a view that read "text" as a string. A statement
-- that the shadow does not foretell was compared between the two all the same.
CREATE VIEW v0 AS WITH n0 AS (SELECT "text") SELECT 0 FROM n0;
CREATE TABLE t(a);
ALTER TABLE t RENAME TO u;
.dbconfig dqs_dml off
INSERT INTO v0 VALUES (x'') RETURNING *;
SELECT * FROM v0;
