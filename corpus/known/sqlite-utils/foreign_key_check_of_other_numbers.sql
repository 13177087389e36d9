-- alterego: signature=*/*_column/*.accept*/fk_check.changed/sqlite-utils
-- alterego: versions=*
-- alterego: reason=transform() puts the foreign keys into another order, and PRAGMA foreign_key_check numbers them
-- alterego: verdict=documented-difference
CREATE TABLE t(a TEXT PRIMARY KEY, b TEXT, c TEXT, FOREIGN KEY (b) REFERENCES t(a), FOREIGN KEY (a) REFERENCES t(a));
INSERT INTO t VALUES (NULL, 'x', '');
ALTER TABLE t RENAME COLUMN c TO d;
