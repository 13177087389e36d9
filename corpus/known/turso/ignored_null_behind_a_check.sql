-- alterego: signature=*/dml.accept/expected:accepted/actual:refused:check/turso
-- alterego: versions=*
-- alterego: reason=a CHECK is tested before NOT NULL ON CONFLICT IGNORE leaves the row out
-- alterego: verdict=engine-bug
-- CHECK constraint failed.
CREATE TABLE t0(c0, c1 NOT NULL ON CONFLICT IGNORE CHECK (0));
INSERT INTO t0 (c0) VALUES (0);
