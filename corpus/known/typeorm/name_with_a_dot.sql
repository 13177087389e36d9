-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*no such table: *.sqlite_master*
-- alterego: versions=*
-- alterego: reason=a table whose name has a dot is looked for in another database
-- alterego: verdict=engine-bug
CREATE TABLE "a.b"(a, b);
ALTER TABLE "a.b" DROP COLUMN b;
