-- Open: the shadow cuts a length of 1e+300 as 3.45 and before do. 3.49 and 3.54
-- answer '0.5' here, where 3.40 answers ''.
CREATE TABLE t(a);
INSERT INTO t VALUES (substr(0.5, 0, 1e+300));
ALTER TABLE t RENAME TO u;
