-- alterego: signature=probe/*/dml.constraint/expected:refused:unique/actual:accepted/turso
-- alterego: answer=*probe: INSERT *
-- alterego: probes=all
-- alterego: versions=*
-- alterego: reason=UNIQUE of a column under another collation is dropped behind UNIQUE of that column
-- alterego: verdict=engine-bug
-- See the profile, unique_collation_dropped.
CREATE TABLE t(a, UNIQUE (a) ON CONFLICT IGNORE, UNIQUE (a COLLATE NOCASE));
ALTER TABLE t RENAME TO u;
