-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:syntax/django
-- alterego: answer=*near "*": syntax error*
-- alterego: versions=*
-- alterego: reason=a quote within a name is not doubled
-- alterego: verdict=engine-bug
-- DatabaseOperations.quote_name puts quotes around it as it is.
CREATE TABLE "a""b"(a INTEGER PRIMARY KEY);
ALTER TABLE "a""b" RENAME TO t;
