-- Nobody foretells ANALYZE. Behind it the shadow of a fresh database was asked
-- for nothing any more, and every statement that makes it was expected to be
-- taken: until 3.36 ALTER lets in a CHECK that CREATE refuses, and a default of
-- old rows that INSERT writes otherwise.
CREATE TABLE t(a);
INSERT INTO t DEFAULT VALUES;
ANALYZE;
ALTER TABLE t ADD b TEXT DEFAULT false;
ALTER TABLE t ADD c CHECK (no_such_function());
