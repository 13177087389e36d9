-- Open: the shadow accepts the last statement. SQLite 3.40.1 refuses it:
-- error in trigger r after rename: no such table: main.t
CREATE TABLE t(a,b);
CREATE TABLE u(x);
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE u SET x=new.a; END;
CREATE TEMP TABLE t(a);
CREATE TEMP TABLE u(x);
ALTER TABLE main.t RENAME TO tt;
