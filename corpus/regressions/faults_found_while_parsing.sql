-- What SQLite's parser finds wrong comes before anything that it looks up: a
-- WITH table twice, a window's frame that ends before it begins, a row of
-- another width than its columns. The shadow accepted views and triggers so.
CREATE TABLE t(a, b);
WITH x AS (SELECT 1), X AS (SELECT 2) SELECT * FROM nosuch;
CREATE VIEW v AS WITH x AS (SELECT 1), x AS (SELECT 2) SELECT * FROM t;
CREATE VIEW v AS SELECT sum(1) OVER (ROWS BETWEEN CURRENT ROW AND 1 PRECEDING) FROM t;
CREATE VIEW v AS SELECT sum(1) OVER (ROWS 1 FOLLOWING) FROM nosuch;
UPDATE nosuch SET (a, b) = 1;
CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t SET (a, b) = (1, 2, 3); END;
CREATE TRIGGER r AFTER INSERT ON nosuch BEGIN UPDATE t SET (a, b) = (1, 2, 3); END;
ALTER TABLE t ADD COLUMN c DEFAULT (sum(1) OVER (RANGE BETWEEN 1 FOLLOWING AND CURRENT ROW));
ALTER TABLE t RENAME a TO z;
