-- Open: the shadow looks for a column of that name. SQLite takes 'a' for a
-- column under one COLLATE at most, and for a string under two.
CREATE TABLE t(a);
CREATE INDEX i ON t('x' COLLATE BINARY COLLATE BINARY);
