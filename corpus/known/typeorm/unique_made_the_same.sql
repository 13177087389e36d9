-- alterego: signature=schema/rename_column/rename_column.accept*/indexes.missing/typeorm
-- alterego: with=index.changed:schema-new-constraint.changed:schema-table.changed
-- alterego: seen=*UNIQUE (*
-- alterego: versions=*
-- alterego: reason=RENAME COLUMN puts the column behind the others of a UNIQUE: two may be the same then
-- alterego: verdict=engine-bug
-- See keys_in_another_order.
CREATE TABLE t(a, b, UNIQUE (b, a), UNIQUE (a, b), UNIQUE (b));
ALTER TABLE t RENAME COLUMN b TO c;
