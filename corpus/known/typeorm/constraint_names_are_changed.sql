-- alterego: signature=schema/*/*.accept*/schema-table.changed/typeorm
-- alterego: seen=*CONSTRAINT "uq_*
-- alterego: versions=*
-- alterego: reason=a change gives UNIQUE constraints other names
-- alterego: verdict=engine-bug
-- It knows a name by its own spelling alone: CONSTRAINT "k" UNIQUE (..).
CREATE TABLE t(a CONSTRAINT k UNIQUE, b);
ALTER TABLE t DROP COLUMN b;
