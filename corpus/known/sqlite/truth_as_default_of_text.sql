-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:corrupt/sqlite
-- alterego: versions=3.32.0..3.43.9
-- alterego: reason=DEFAULT TRUE of an added TEXT column reads as a number in older rows, and goes into an index so
-- alterego: verdict=engine-bug
-- Any UPDATE writes the row anew, with the text '1', and leaves the index, in
-- which the next one does not find it: "database disk image is malformed".
-- 3.45.1 gives the default its affinity.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
CREATE INDEX i ON t(b);
UPDATE t SET a = a;
UPDATE t SET b = b;
