-- alterego: mode=full
-- The integer that rows of TEXT DEFAULT TRUE hold became a text in another
-- database.
CREATE TABLE t(a INT);
INSERT INTO t VALUES(1);
ALTER TABLE t ADD b TEXT DEFAULT TRUE;
ALTER TABLE t SET SCHEMA temp;
ALTER TABLE t ALTER b DROP DEFAULT, SET SCHEMA main;
