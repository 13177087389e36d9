-- alterego: signature=probe/*/dml.foreign_key/expected:refused:foreign_key/actual:accepted/turso
-- alterego: answer=*probe: UPDATE *
-- alterego: probes=all
-- alterego: versions=*
-- alterego: reason=UPDATE does not look again at a foreign key to the table itself whose columns it leaves alone
-- alterego: verdict=documented-difference
-- See row_that_refers_to_its_table_is_not_checked_again.
CREATE TABLE t(a PRIMARY KEY, b REFERENCES t, c);
INSERT INTO t VALUES (0, 5, 0);
PRAGMA foreign_keys = ON;
ALTER TABLE t RENAME COLUMN c TO d;
