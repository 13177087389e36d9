-- Before the last column stands a comment with a comma, from which on SQLite
-- removes the text (up to 3.49): what follows is in the comment then, a UNIQUE
-- among it, and its index is an orphan. The shadow saw none in DROP COLUMN.
CREATE TABLE t0(c0 CHECK (length(c0) < 400) CHECK (typeof(c0) <> 'blob') DEFAULT 9 /* , */ , c1, -- c
c2 CHECK ((c1 + c2) IS NOT 3) 
, c3 CONSTRAINT
  n0 CHECK ((c3 + c3
--x,y
) IS NOT  3),
--x,y
c4, UNIQUE/**/(c0) ON -- c
CONFLICT IGNORE, CONSTRAINT n1 UNIQUE (c2, c3 
), CHECK (c1
IS /*
 two
*/ NULL OR c1 >= 0)) --
;
ALTER TABLE t0 DROP c4;
