-- alterego: signature=outcome/create_*/create.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*bad number*
-- alterego: versions=*
-- alterego: reason=a name in brackets that starts with a digit is a bad number: CREATE INDEX [1a]
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE INDEX [1a] ON t(a);
