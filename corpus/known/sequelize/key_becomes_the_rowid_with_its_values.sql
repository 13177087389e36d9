-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:mismatch/sequelize
-- alterego: answer=*datatype mismatch*
-- alterego: versions=*
-- alterego: reason=a key of the type INT, or INTEGER PRIMARY KEY DESC, becomes the rowid, which takes no text
-- alterego: verdict=engine-bug
CREATE TABLE t(a INT PRIMARY KEY, b);
INSERT INTO t VALUES ('x', 1);
ALTER TABLE t DROP COLUMN b;
