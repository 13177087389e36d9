-- alterego: signature=schema/*/*.accept*/schema-index.changed/typeorm
-- alterego: seen=* WHERE *
-- alterego: versions=*
-- alterego: reason=the WHERE of an index is cut at its first line break
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b);
CREATE INDEX i ON t(a) WHERE a
<> 'x';
ALTER TABLE t DROP COLUMN b;
