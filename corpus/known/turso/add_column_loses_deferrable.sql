-- alterego: signature=schema/add_column/*-lost-deferrable*/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops DEFERRABLE where it means nothing
-- alterego: verdict=documented-difference
-- DEFERRABLE INITIALLY IMMEDIATE is what a foreign key is without the words;
-- INITIALLY DEFERRED stays.
CREATE TABLE t(a PRIMARY KEY REFERENCES t(a) DEFERRABLE);
ALTER TABLE t ADD COLUMN b;
