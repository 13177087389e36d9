-- alterego: signature=outcome/create_*/create.accept/expected:accepted/actual:refused:syntax/turso
-- alterego: answer=*near "1*": syntax error*
-- alterego: versions=*
-- alterego: reason=a name of digits in brackets is a syntax error: CREATE INDEX [12]
-- alterego: verdict=engine-bug
-- The quotes are left out where the statement is printed anew. Written "12" it
-- works.
CREATE TABLE t(a);
CREATE INDEX [12] ON t(a);
