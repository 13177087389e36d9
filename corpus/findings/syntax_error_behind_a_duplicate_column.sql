-- Open: the shadow and the rebuild engine report the syntax error. SQLite's parser adds
-- the column once the token behind its name and type fits, and finds it there.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c0 CHECK;
