-- alterego: signature=schema/*/*.accept*/schema-lost-without_rowid.changed/typeorm
-- alterego: with=index.changed:index.extra:indexes.changed:indexes.missing:rows.changed:schema-new-not_null.changed:tables.changed:xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change makes a rowid table of one whose WITHOUT ROWID is in small letters, or has two blanks in it
-- alterego: verdict=engine-bug
-- It looks for the text "WITHOUT ROWID".
CREATE TABLE t(a INT PRIMARY KEY NOT NULL, b INT) without rowid;
ALTER TABLE t DROP COLUMN b;
