-- substr() of an empty blob is NULL; replace() with nothing to look for makes
-- text of a blob.
CREATE TABLE t(a CHECK (substr(substr(x'feff', 11), 2)), b, c);
INSERT INTO t VALUES (1, replace(x'00', '', 'a'), replace(5, '', 'a'));
