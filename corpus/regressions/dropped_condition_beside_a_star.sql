-- 3.26 drops the ON beside WHERE 0, and remembers its tokens by where they were
-- in memory: what the star stands for is put there, and so the name in the ON is
-- renamed after all, or another one is. The shadow said that it stays.
CREATE TABLE t(a);
CREATE TRIGGER r DELETE ON t BEGIN SELECT n.* FROM t AS m JOIN t n ON m.a WHERE 0; END;
ALTER TABLE t RENAME a TO b;
