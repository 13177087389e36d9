-- The shadow accepted the last statement. SQLite looks for the trigger's table
-- among the TEMP ones first: error in trigger r after rename: no such table.
CREATE TABLE t(a,b);
CREATE TABLE u(x);
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE u SET x=new.a; END;
CREATE TEMP TABLE t(a);
CREATE TEMP TABLE u(x);
ALTER TABLE main.t RENAME TO tt;
