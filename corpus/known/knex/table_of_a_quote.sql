-- alterego: signature=outcome/drop_column/drop_column.accept*/expected:accepted/actual:refused:syntax/knex
-- alterego: answer=*unrecognized token*
-- alterego: versions=*
-- alterego: reason=dropColumn writes the name of a table that is one quote without its quotes
-- alterego: verdict=engine-bug
CREATE TABLE """"(a, b);
ALTER TABLE """" DROP COLUMN b;
