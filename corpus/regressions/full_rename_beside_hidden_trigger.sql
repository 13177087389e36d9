-- alterego: mode=full
-- RENAME of a TEMP table took along a TEMP trigger of the main table that it
-- hides, as SQLite does, which forgets it at that. It is refused now, but where
-- the trigger says which table it means.
CREATE TABLE t(a);
CREATE TEMP TRIGGER r UPDATE ON t BEGIN SELECT 1; END;
CREATE TEMP TABLE t(b);
ALTER TABLE t RENAME TO u;
DROP TRIGGER r;
CREATE TEMP TRIGGER r UPDATE ON main.t BEGIN SELECT 1; END;
ALTER TABLE t RENAME TO u;
DROP TRIGGER r;
CREATE TEMP TABLE T(b);
CREATE TEMP TRIGGER r UPDATE ON main.t BEGIN SELECT 1; END;
ALTER TABLE temp.T RENAME TO v;
