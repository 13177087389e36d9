-- SQLite cuts GENERATED ALWAYS off the text of the type, so a comment in front
-- of it stays a part of the type, and one inside keeps GENERATED there.
CREATE TABLE t(a INT, b TEXT /* x */ GENERATED ALWAYS AS (a));
ALTER TABLE t ADD c INT GENERATED/**/ALWAYS AS (a);
CREATE TABLE u(a BLOB /* x */ GENERATED ALWAYS AS (b), b BLOB) STRICT;
