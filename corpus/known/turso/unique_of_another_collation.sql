-- alterego: signature=cross/end/cross.write/integrity.refused/turso
-- alterego: versions=*
-- alterego: reason=SQLite cannot read the file: an automatic index is missing
-- alterego: verdict=engine-bug
-- Turso makes one index for both (profile: unique_collation_dropped). SQLite wants
-- two, and finds the schema malformed.
CREATE TABLE t(a, b, UNIQUE (a, b), UNIQUE (a, b COLLATE NOCASE));
