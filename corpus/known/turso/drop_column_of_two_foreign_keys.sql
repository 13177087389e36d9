-- alterego: signature=outcome/drop_column/drop_column.reload/expected:refused:syntax/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN is accepted before foreign keys that follow each other
-- alterego: verdict=documented-difference
-- SQLite refuses, because it cuts the text at the wrong comma.
create table t0(	c0 
INTEGER primary key, /* , */ c1,foreign
key(c0)    references t0  (c0 -- c
),    foreign    key
  (c0)references t0/**/(c0
  ));
ALTER TABLE t0 DROP c1;
