-- alterego: mode=full
-- SQLite's own SET NOT NULL takes comments away, annotations among them, and
-- DROP NOT NULL takes NOT DEFERRABLE for its own; neither means anything.
CREATE TABLE t0(c0 NOT NULL);
ALTER TABLE t0 ALTER COLUMN c0 SET STATISTICS 8852;
ALTER TABLE t0 ALTER c0 SET NOT NULL;
CREATE TABLE t1(c0 REFERENCES nope NOT DEFERRABLE);
ALTER TABLE t1 ALTER c0 DROP NOT NULL;
