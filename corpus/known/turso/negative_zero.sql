-- alterego: signature=*/rows*.changed/turso
-- alterego: seen=*-0.0*
-- alterego: versions=*
-- alterego: reason=-0.0 stays what it is in a REAL column
-- alterego: verdict=documented-difference
-- SQLite stores an integer there, which is 0.0 when it is read.
CREATE TABLE t(a REAL);
INSERT INTO t VALUES (-0.0);
