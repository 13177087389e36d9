-- alterego: engines=rebuild:mode=full,rebuild:mode=full:strategy=rebuild
-- alterego: mode=full
-- The index of a table that a TEMP one hides was read as if it were on the latter,
-- as SQLite's own ALTER TABLE does: "always" became a string, and the index lacked
-- its rows.
CREATE TEMP TABLE t0(c0);
CREATE TABLE t0(c0, "always");
INSERT INTO main.t0 ("always") VALUES (0);
CREATE INDEX main.i0 ON t0(min("always", c0));
UPDATE main.t0 SET c0 = 4;
ALTER TABLE main.t0 ADD c2;
ALTER TABLE main.t0 RENAME c2 TO c3;
ALTER TABLE main.t0 RENAME c0 TO c4;
