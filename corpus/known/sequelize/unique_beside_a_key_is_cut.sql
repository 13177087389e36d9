-- alterego: signature=schema/*/*.accept*/schema-table.changed/sequelize
-- alterego: with=index.changed
-- alterego: seen=*UNIQUE (*
-- alterego: versions=*
-- alterego: reason=UNIQUE (b, a) becomes UNIQUE (b) if a is the key
-- alterego: verdict=engine-bug
CREATE TABLE t(a INTEGER PRIMARY KEY, b, c, UNIQUE (b, a));
ALTER TABLE t DROP COLUMN c;
