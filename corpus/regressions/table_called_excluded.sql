-- The rebuild engine stopped over a word that it had found twice.
CREATE TABLE excluded(c0);
CREATE TRIGGER r0 UPDATE ON excluded BEGIN INSERT INTO excluded VALUES (0) ON CONFLICT DO UPDATE SET C = excluded.c0; END;
ALTER TABLE "excluded" RENAME TO t1;
CREATE TABLE excluded(c0 PRIMARY KEY);
CREATE TRIGGER r1 UPDATE ON excluded BEGIN INSERT INTO excluded VALUES (0) ON CONFLICT(c0) DO UPDATE SET c0 = excluded.c0; END;
ALTER TABLE "excluded" RENAME TO t2;
