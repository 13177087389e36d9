-- alterego: engines=sqlite,rebuild
-- The row of before reads 0 for DEFAULT false, and an INSERT stores '0'. The check
-- against a database made afresh knew that no more where an index was beyond the
-- shadow, and called it a divergence.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c1;
INSERT INTO t0 VALUES ('', x'');
CREATE INDEX i0 ON t0(0) WHERE c1 LIKE '';
ALTER TABLE t0 ADD c2 VARCHAR(10) DEFAULT false;
