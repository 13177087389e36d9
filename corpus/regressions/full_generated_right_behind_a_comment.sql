-- alterego: mode=full
-- Between a comment of the type and GENERATED, the shadow put a blank that is
-- not there; before another comment GENERATED is a word of the type, which then
-- would have another one.
CREATE TABLE t0(c0 INT/**/GENERATED /* , */ ALWAYS AS (1) STORED, c1);
INSERT INTO t0 (c1) VALUES (1);
ALTER TABLE t0 ADD UNIQUE (c1 DESC);
ALTER TABLE t0 ADD CHECK (c1 > 0);
