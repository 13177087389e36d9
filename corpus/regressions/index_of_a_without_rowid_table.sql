-- Since 3.50 or so the columns behind the key of a WITHOUT ROWID table show
-- their own collations, and VIRTUAL columns of STRICT tables have their types
-- asked for.
CREATE TABLE t(a PRIMARY KEY, b COLLATE NOCASE) WITHOUT ROWID;
CREATE TABLE s(a ANY, b BLOB AS (a)) STRICT;
INSERT INTO s VALUES (1);
ALTER TABLE t RENAME TO u;
