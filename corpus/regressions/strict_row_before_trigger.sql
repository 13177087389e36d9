-- Columns that no BEFORE trigger names are NULL in NEW: their types are not
-- looked at before the trigger has had its say.
CREATE TABLE t(a, b BLOB);
CREATE TABLE s(a ANY, b ANY) STRICT;
CREATE TRIGGER r BEFORE UPDATE ON s BEGIN SELECT RAISE(IGNORE) WHERE new.a; END;
INSERT INTO s VALUES (1, 2);
ALTER TABLE s ADD f BLOB DEFAULT 0.1;
UPDATE s SET b = 3;
UPDATE s SET a = 0;
