-- alterego: signature=schema/*/*.accept*/xinfo.changed/sequelize
-- alterego: with=index.changed:rows.changed:schema-table.changed
-- alterego: seen=*0|'12'|*
-- alterego: versions=*
-- alterego: reason=a column whose name is a number moves in front of all others
-- alterego: verdict=engine-bug
-- The columns are the keys of an object of JavaScript, which has numbers first.
CREATE TABLE t(a, "12", b);
INSERT INTO t VALUES (1, 2, 3);
ALTER TABLE t DROP COLUMN b;
