-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/sequelize
-- alterego: answer=*Validation error*
-- alterego: versions=*
-- alterego: reason=rows break the UNIQUE that each column of a UNIQUE of several gets
-- alterego: verdict=engine-bug
CREATE TABLE t(a, b, c, UNIQUE (a, c));
INSERT INTO t(a, c) VALUES (1, 1), (1, 2);
ALTER TABLE t DROP COLUMN b;
