-- The rows of a key that turns up may be more than were counted as missing it,
-- and the count falls below zero. Without a transaction it starts anew with the
-- next statement; the shadow went on with it, and let a violation pass.
CREATE TABLE p(a PRIMARY KEY, b, c AS (0) REFERENCES p DEFERRABLE INITIALLY DEFERRED);
INSERT INTO p VALUES (NULL, 0);
CREATE TRIGGER r AFTER INSERT ON p BEGIN INSERT INTO p (a, b) VALUES (0, 0); END;
CREATE TABLE c(x INTEGER PRIMARY KEY REFERENCES p DEFERRABLE INITIALLY DEFERRED);
CREATE TRIGGER s AFTER DELETE ON c BEGIN INSERT INTO c VALUES (NULL); END;
INSERT INTO c VALUES (NULL);
PRAGMA foreign_keys = ON;
INSERT INTO p VALUES (NULL, 0);
DELETE FROM c;
ALTER TABLE p RENAME TO q;
