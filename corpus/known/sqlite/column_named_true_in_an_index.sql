-- alterego: signature=*/drop_column.accept_word/integrity.*/sqlite
-- alterego: versions=3.35.0..
-- alterego: reason=an index on a column named true is on the constant TRUE once the column is dropped
-- alterego: verdict=engine-bug
-- RENAME writes the new name true without quotes, as the statement has it. The
-- index goes on meaning the column until DROP COLUMN, which is accepted as the
-- text still compiles: true is a word now. The keys of the index are those of
-- the dropped column: "row 1 missing from index i".
CREATE TABLE t(a, b);
INSERT INTO t VALUES (1, 2);
CREATE INDEX i ON t(a, b + 1);
ALTER TABLE t RENAME b TO true;
ALTER TABLE t DROP COLUMN true;
