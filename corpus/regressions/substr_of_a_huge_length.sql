-- Versions before 3.47 cut the numbers that substr() takes to 32 bits, and
-- newer ones do not: '' and '0.5'. The shadow cut them for all.
CREATE TABLE t(a);
INSERT INTO t VALUES (substr(0.5, 0, 1e+300));
ALTER TABLE t RENAME TO u;
