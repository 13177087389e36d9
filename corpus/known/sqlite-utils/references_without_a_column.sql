-- alterego: signature=outcome/*_column/*.accept*/expected:accepted/actual:refused:unclassified/sqlite-utils
-- alterego: answer=*No such column: *.None*
-- alterego: versions=*
-- alterego: reason=REFERENCES that names no column: "No such column: p.None"
-- alterego: verdict=engine-bug
CREATE TABLE t(a TEXT REFERENCES p, b TEXT);
ALTER TABLE t DROP COLUMN b;
