-- sum() of texts that are large integers may overflow, too, in a trigger's query:
-- the shadow looked at integers alone, and foretold that the probe goes through.
CREATE TABLE t0(c0 TEXT);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN SELECT * FROM t0 GROUP BY c0 HAVING sum(c0); END;
INSERT INTO t0 (c0) VALUES (9223372036854775807);
ALTER TABLE t0 ADD c1;
