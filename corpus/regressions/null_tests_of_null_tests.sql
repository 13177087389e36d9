-- Since 3.53 the parser puts 0 for `0 ISNULL`, and so for `0 ISNULL ISNULL`: such
-- a default is constant. The shadow and the rebuild engine saw it once only.
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD b DEFAULT (0 NOT NULL ISNULL);
ALTER TABLE t ADD c DEFAULT (-(0 ISNULL IS NULL));
ALTER TABLE t ADD d DEFAULT ((NULL NOT NULL) NOTNULL);
