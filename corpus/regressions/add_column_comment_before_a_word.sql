-- alterego: engines=sqlite,rebuild
-- The comment swallows PRIMARY KEY(c1, and what is left makes c0 a word behind AS
-- (..), which the parser does not call an error of syntax. The shadow did.
CREATE TABLE t0(c0 INTEGER, c1 ANY NOT NULL, PRIMARY KEY(c1,
c0));
ALTER TABLE t0 ADD c2 REAL AS (1) --
;
