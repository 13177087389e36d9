-- alterego: signature=integrity/*/integrity.wrong_of_entries/sqlite
-- alterego: versions=..3.31.1
-- alterego: reason=DEFAULT TRUE of an added TEXT column reads as a number in older rows, and goes into an index so
-- alterego: verdict=engine-bug
-- As in truth_as_default_of_text.sql; an UPDATE that does not find the entry
-- adds another in silence.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
CREATE INDEX i ON t(b);
UPDATE t SET a = a;
UPDATE t SET b = b;
