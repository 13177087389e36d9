-- alterego: signature=outcome/create_trigger/create.reserved_name/expected:refused:reserved_name/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=a trigger may be called sqlite_x
-- alterego: verdict=engine-bug
-- SQLite refuses: object name reserved for internal use.
CREATE TABLE t(a);
CREATE TRIGGER sqlite_x INSERT ON t BEGIN SELECT 1; END;
