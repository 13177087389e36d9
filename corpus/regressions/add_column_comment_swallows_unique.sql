-- alterego: engines=sqlite,rebuild
-- ADD COLUMN copies a comment at the statement's end in front of the table's
-- constraints, where it swallows what is on the same line: here a whole UNIQUE,
-- whose index has no owner then ("orphan index"). The shadow did not miss it.
CREATE TABLE t0(c0, c1 CHAR(3 -- it's
), UNIQUE (c0)
);
ALTER TABLE t0 ADD COLUMN c2 --
;
