-- The action of a foreign key that has no parent key is looked for each time
-- anew, also when a trigger has asked before. Here the fault that this finds is
-- the last one; the shadow told that of the other key.
CREATE TABLE g(a, b);
CREATE TRIGGER r BEFORE DELETE ON g BEGIN DELETE FROM g WHERE a >= 2.0; INSERT INTO g(a) VALUES(old.b); END;
PRAGMA foreign_keys = 1;
ALTER TABLE g ADD e REFERENCES g(b) ON DELETE SET DEFAULT REFERENCES zz ON DELETE SET NULL;
DELETE FROM g;
