-- alterego: mode=full
-- What an action had dropped still counted as an index called "".
CREATE TABLE t0(c0, c1);
CREATE INDEX i0 ON t0(0) WHERE c0;
ALTER TABLE t0 DROP c0 CASCADE, RENAME TO "";
ALTER TABLE "" RENAME TO t0;
