-- alterego: signature=outcome/rename_column/rename_column.accept*/expected:accepted/actual:refused:syntax/sequelize
-- alterego: answer=*near ")": syntax error*
-- alterego: versions=*
-- alterego: reason=a column renamed to its own name is left out: here the table has none
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
ALTER TABLE t RENAME COLUMN a TO a;
