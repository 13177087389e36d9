-- alterego: signature=outcome/rollback*/transaction.rollback*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*page 1 is pinned*
-- alterego: versions=*
-- alterego: reason=ROLLBACK TO fails the second time, where a TEMP trigger was made behind the savepoint
-- alterego: verdict=engine-bug
-- Page 1 is pinned.
CREATE TABLE t(a);
SAVEPOINT s;
CREATE TEMP TRIGGER r INSERT ON t BEGIN UPDATE t SET a = ''; END;
ROLLBACK TO s;
ROLLBACK TO s;
