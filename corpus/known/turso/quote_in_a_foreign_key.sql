-- alterego: signature=schema/drop_column/drop_column.accept*/schema-lost-references.changed/turso
-- alterego: versions=*
-- alterego: reason=DROP COLUMN writes a column of a foreign key that is called " without quotes
-- alterego: verdict=engine-bug
-- References t("), foreign key (c) references t("): one foreign key in place of
-- two. With one of them the text cannot be read at all.
CREATE TABLE t(a, b REFERENCES t(""""), c REFERENCES t(""""));
ALTER TABLE t DROP COLUMN a;
