-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/sequelize
-- alterego: answer=*No description found for *
-- alterego: versions=*
-- alterego: reason=a backtick in the name of a table is left out
-- alterego: verdict=engine-bug
CREATE TABLE "a`b"(a, b);
ALTER TABLE "a`b" RENAME COLUMN a TO c;
