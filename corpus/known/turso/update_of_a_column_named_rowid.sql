-- alterego: signature=*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*IdxDelete: no matching index entry found*
-- alterego: versions=*
-- alterego: reason=UPDATE of a column named oid takes the rowid for it in an index on an expression
-- alterego: verdict=engine-bug
-- Corrupt database: IdxDelete: no matching index entry found for key.
CREATE TABLE t(oid, b);
CREATE INDEX i ON t(oid);
CREATE INDEX j ON t(CAST(oid AS NUMERIC));
INSERT INTO t(oid, b) VALUES (7, 8);
UPDATE t SET oid = oid;
