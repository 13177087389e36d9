-- alterego: signature=outcome/create_trigger/create.accept/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*invalid trigger sql*
-- alterego: versions=*
-- alterego: reason=a trigger whose name in brackets starts with a digit is refused
-- alterego: verdict=engine-bug
CREATE TABLE t(a);
CREATE TRIGGER [1a] UPDATE ON t BEGIN DELETE FROM t; END;
