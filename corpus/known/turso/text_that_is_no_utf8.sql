-- alterego: signature=*/rows*.changed/turso
-- alterego: seen=*�*
-- alterego: versions=*
-- alterego: reason=TEXT that is no UTF-8 is stored with U+FFFD for the bytes: they are lost
-- alterego: verdict=engine-bug
-- SELECT hex(a) gives EFBFBDEFBFBD.
CREATE TABLE t(a);
INSERT INTO t VALUES (CAST(x'fffe' AS TEXT));
