-- Before 3.32 a CHECK saw the value that was given, not what its column makes of
-- it. The shadow always converted first.
CREATE TABLE t(a TEXT CHECK (typeof(a) = 'text'), b INT CHECK (min(b, '0') < 9));
INSERT INTO t VALUES (1, 2);
INSERT INTO t VALUES ('1', '2');
UPDATE t SET a = 3;
UPDATE t SET b = '12';
INSERT INTO t SELECT 5, 5;
ALTER TABLE t RENAME a TO c;
