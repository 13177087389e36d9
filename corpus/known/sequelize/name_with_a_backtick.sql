-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:no_such_*/sequelize
-- alterego: answer=*no such *: *
-- alterego: versions=*
-- alterego: reason=a backtick in a name is left out
-- alterego: verdict=engine-bug
CREATE TABLE t("a`b", b);
ALTER TABLE t DROP COLUMN b;
