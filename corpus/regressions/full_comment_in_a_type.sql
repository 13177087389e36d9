-- alterego: mode=full
-- Behind REFERENCES a GENERATED before a comment is a word of the type, and so
-- is the comment: what came behind the type in a table of the engine's own was
-- part of it, too.
CREATE TABLE t0(c0, c1, c3 generated --
always as (c0 + c1) STORED);
INSERT INTO t0 VALUES (1, 2);
ALTER TABLE t0 RENAME c1 TO c4;
ALTER TABLE t0 ALTER COLUMN c4 TYPE TEXT;
