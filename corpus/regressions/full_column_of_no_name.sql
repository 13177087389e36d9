-- alterego: mode=full
-- Every index in double quotes seemed to be on the column of the name "".
CREATE TABLE t0("group", "");
CREATE INDEX i0 ON t0("group");
ALTER TABLE t0 DROP COLUMN "";
