-- alterego: engines=sqlite,rebuild
-- alterego: probes=none
-- (Here without a row: with one, the index lacks it, which is SQLite's; see
-- index_of_a_hidden_table_requoted.sql among the known differences. The shadow
-- did not see that this is the same, for the index's text does not change.)
CREATE TEMP TABLE t0(b);
CREATE TABLE t0(c1, b);
CREATE INDEX main.i0 ON t0("b");
ALTER TABLE main.t0 DROP b;
