-- ALTER lets in a CHECK of an unknown function where CHECKs are ignored. No
-- fresh database takes the table, and integrity_check of it is refused.
CREATE TABLE t(a);
PRAGMA ignore_check_constraints = 1;
ALTER TABLE t ADD b CHECK (no_such_function());
