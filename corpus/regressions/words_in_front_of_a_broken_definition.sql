-- The text that DROP CONSTRAINT leaves may be no SQL (3.53): what is found wrong
-- before the error of syntax is only what is looked at while clauses are read.
CREATE TABLE t(a AS (0) CONSTRAINT n REFERENCES u ON DELETE SET DEFAULT, n);
ALTER TABLE t DROP CONSTRAINT n;
