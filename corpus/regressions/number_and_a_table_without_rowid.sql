-- Until 3.45 ADD COLUMN with a CHECK to a table called 1a asks all tables; 3.40
-- says of one WITHOUT ROWID what is not so. The shadow expected the ALTER to be
-- accepted.
CREATE TABLE "1a"(a);
CREATE TABLE t(a, b, PRIMARY KEY (b, a)) WITHOUT ROWID;
INSERT INTO t VALUES ('', '');
ALTER TABLE "1a" ADD b CHECK (0);
