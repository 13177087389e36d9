-- alterego: signature=*/expected:refused:not_null/actual:accepted/turso
-- alterego: probes=all
-- alterego: versions=*
-- alterego: reason=an UPDATE of a trigger puts NULL into a NOT NULL column
-- alterego: verdict=engine-bug
-- An AFTER UPDATE trigger that the UPDATE fires writes another value.
CREATE TABLE t(a NOT NULL);
CREATE TRIGGER q AFTER UPDATE ON t BEGIN UPDATE t SET a = 0; END;
CREATE TRIGGER r INSERT ON t BEGIN UPDATE t SET a = CASE WHEN 0 THEN NULL END; END;
ALTER TABLE t RENAME COLUMN a TO b;
