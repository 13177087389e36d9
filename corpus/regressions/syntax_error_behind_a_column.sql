-- The shadow and the rebuild engine reported the syntax error. SQLite's parser
-- takes a column in, and its clauses one by one, once the word behind them
-- fits, and says what is wrong with them before it reads on.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD c0 CHECK;
ALTER TABLE t0 ADD c0 INT(3) NOT x;
ALTER TABLE t0 ADD c0 CONSTRAINT;
ALTER TABLE t0 ADD c0 ,;
ALTER TABLE t0 ADD c0 INT (3;
ALTER TABLE t0 ADD c1 DEFAULT (c0) UNIQUE x;
ALTER TABLE t0 ADD c1 COLLATE nope CHECK;
ALTER TABLE t0 ADD c1 PRIMARY KEY CHECK;
