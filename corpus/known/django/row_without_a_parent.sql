-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/django
-- alterego: answer=*has an invalid foreign key*
-- alterego: versions=*
-- alterego: reason=any change is refused while some row of the database has no parent
-- alterego: verdict=documented-difference
-- The schema editor looks at all tables at its end; SQLite does at none.
CREATE TABLE t(a INTEGER PRIMARY KEY);
CREATE TABLE c(a PRIMARY KEY, b, FOREIGN KEY (b) REFERENCES p);
INSERT INTO c VALUES (NULL, 0);
ALTER TABLE t RENAME TO u;
