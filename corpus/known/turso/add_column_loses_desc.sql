-- alterego: signature=schema/add_column/*-lost-desc*/turso
-- alterego: versions=*
-- alterego: reason=ADD COLUMN drops the DESC of a key
-- alterego: verdict=engine-bug
-- PRIMARY KEY (a DESC) becomes PRIMARY KEY (a).
CREATE TABLE t(a, PRIMARY KEY (a DESC));
ALTER TABLE t ADD COLUMN b;
