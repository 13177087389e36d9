-- alterego: mode=full
-- THEN"f" became THENk2 in what computes a stored column anew.
CREATE TABLE t0(c0);
ALTER TABLE t0 ADD C;
ALTER TABLE t0 ADD f;
ALTER TABLE t0 ALTER COLUMN"C" SET EXPRESSION AS( CASE WHEN 'y' THEN"f" END LIKE '%')STORED;
-- Nor may it go when the shadow looks whether the table is legal.
CREATE TABLE "12"(c0 CHECK ("12".c0 IS NULL or"12".c0 >= 0));
ALTER TABLE "12" ADD c2;
