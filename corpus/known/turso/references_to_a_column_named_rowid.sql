-- alterego: signature=*/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*foreign key mismatch referencing*
-- alterego: versions=*
-- alterego: reason=UPDATE of a column named rowid fails where a foreign key refers to it, though foreign keys are off
-- alterego: verdict=engine-bug
CREATE TABLE p(rowid);
CREATE TABLE c(b REFERENCES p(rowid));
UPDATE p SET rowid = 0;
