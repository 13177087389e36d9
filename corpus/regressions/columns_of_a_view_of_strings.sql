-- What PRAGMA table_xinfo says of a view once strings in double quotes are off
-- depends on whether SQLite had compiled it before. Two engines were held
-- against each other by that.
CREATE TABLE t(a);
CREATE VIEW v AS SELECT "text";
CREATE VIEW w AS SELECT y;
ALTER TABLE t RENAME TO u;
.dbconfig dqs_dml off
ALTER TABLE t RENAME a TO b;
