-- alterego: signature=probe/*/*.accept*/rows.changed/turso
-- alterego: probes=all
-- alterego: seen=*0|0*
-- alterego: versions=*
-- alterego: reason=INSERT DEFAULT VALUES takes the DEFAULT of an INTEGER PRIMARY KEY
-- alterego: verdict=engine-bug
-- default_values_of_a_rowid, seen by what the probes leave: SQLite takes the next
-- rowid, 1000006 behind those of the probes.
CREATE TABLE t(a INTEGER PRIMARY KEY DEFAULT 0, b);
ALTER TABLE t DROP COLUMN b;
