-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:not_null/sequelize
-- alterego: versions=*
-- alterego: reason=the columns of a key of several become NOT NULL, which rows may break
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, c, PRIMARY KEY (a, b));
INSERT INTO t(b) VALUES (1);
ALTER TABLE t DROP COLUMN c;
