-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:syntax/sequelize
-- alterego: answer=*unrecognized token*
-- alterego: versions=*
-- alterego: reason=the statements of a change are taken apart at each semicolon, also that of a name
-- alterego: verdict=engine-bug
CREATE TABLE t("a;b", b);
ALTER TABLE t DROP COLUMN b;
