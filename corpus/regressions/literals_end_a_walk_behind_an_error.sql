-- Behind an error among the arguments of a function SQLite goes on with names
-- and functions, not with literals and operators: the first name is reported
-- where a literal follows. The shadow went on there, too.
CREATE TABLE t(a AS (instr(abs(n1), n2 LIKE '')), b);
CREATE TABLE t(a AS (max(abs(n1), 1, abs(n2))), b);
CREATE TABLE t(a AS (max(abs(n1), CURRENT_TIME, abs(n2))), b);
CREATE TABLE t(a AS (max(abs(n1), n2, abs(n3))), b);
CREATE TABLE t(a, b AS (instr(abs(a), A LIKE '')), c);
ALTER TABLE t DROP COLUMN a;
