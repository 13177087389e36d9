-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:*/typeorm
-- alterego: answer=*syntax error*
-- alterego: versions=*
-- alterego: reason=a quote in the name of a table, a column or an index is not doubled
-- alterego: verdict=engine-bug
CREATE TABLE "a""b"(a, b);
ALTER TABLE "a""b" DROP COLUMN b;
