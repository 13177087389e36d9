-- alterego: signature=lost/add_column/-/expected:accepted-or-refused/actual:lost:crash/sqlite
-- alterego: versions=3.31.0..3.31.1
-- alterego: reason=ADD COLUMN writes beyond its memory if a DEFAULT of any table has an IN with three blobs and texts
-- alterego: verdict=engine-bug
-- "munmap_chunk(): invalid pointer", "corrupted size vs. prev_size".
CREATE TABLE t(a);
CREATE TABLE u(b DEFAULT (coalesce('', 0 IN ('', x'', ''))));
ALTER TABLE t ADD c;
