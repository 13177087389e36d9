-- Each row that r1 updates makes r0 insert one: an UPDATE of n rows leaves
-- 2^n. The shadow followed the probe "UPDATE t0 SET c0 = c0" to its end, for
-- minutes, and the case was taken for a hang of the engine asked last.
CREATE TABLE t0(c0, c1, c2, c3);
CREATE TRIGGER r0 UPDATE ON t0 BEGIN
  INSERT INTO t0(c0, c1, c2) VALUES(0, 0, 0);
END;
CREATE TRIGGER r1 UPDATE ON t0 BEGIN
  UPDATE t0 SET c1 = 0;
END;
ALTER TABLE t0 RENAME c3 TO c4;
