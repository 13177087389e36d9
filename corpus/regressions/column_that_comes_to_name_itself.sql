-- Until 3.35 the string "select" stays in double quotes, and names the column
-- once it is called so: "generated column loop on "select"". The shadow expected
-- a table that can be read. Until 3.32 a constant that fails does so without a
-- row.
CREATE TABLE s(a AS (abs(-9223372036854775808)), b);
CREATE TABLE t(a);
ALTER TABLE t ADD b AS ("select");
ALTER TABLE t RENAME b TO [select];
