-- alterego: signature=lost/*/*/expected:*/actual:lost:crash/libsql
-- alterego: answer=*Utf8Error*
-- alterego: versions=*
-- alterego: reason=RETURNING of TEXT that is no UTF-8 aborts the process
-- alterego: verdict=engine-bug
-- A panic in value.rs of the npm package (profile: text_bytes).
CREATE TABLE t(a);
INSERT INTO t VALUES (CAST(x'c3' AS TEXT)) RETURNING *;
