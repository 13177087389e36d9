-- alterego: signature=*/add_column/add_column.accept*/rows*.changed/turso
-- alterego: versions=*
-- alterego: reason=old rows show the DEFAULT of an added column without its affinity
-- alterego: verdict=engine-bug
-- typeof(b) is real there, and integer in rows that come later.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMN b INT DEFAULT 2.0;
