-- CAST AS NUMERIC of a text makes an integer of a whole number only below 2^51;
-- the shadow did it beyond as well.
CREATE TABLE t(a TEXT, b);
INSERT INTO t VALUES (CAST('1.23456789012346e+17' AS NUMERIC), CAST('9.1e+15' AS NUMERIC));
ALTER TABLE t RENAME b TO c;
