-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:syntax/django
-- alterego: answer=*unrecognized token*
-- alterego: versions=*
-- alterego: reason=a name that starts and ends with a quote is taken for a quoted one
-- alterego: verdict=engine-bug
-- DatabaseOperations.quote_name returns it as it is.
CREATE TABLE t(a REAL PRIMARY KEY);
ALTER TABLE t RENAME COLUMN a TO """";
