-- alterego: signature=outcome/*/*.accept*/expected:accepted/actual:refused:unclassified/django
-- alterego: answer=*'NoneType' object has no attribute*
-- alterego: versions=*
-- alterego: reason=AttributeError where a row has no parent and REFERENCES names no column
-- alterego: verdict=engine-bug
-- 'NoneType' object has no attribute 'startswith', from
-- DatabaseWrapper.check_constraints, which wants to say which row it is.
CREATE TABLE p(a REAL PRIMARY KEY);
CREATE TABLE c(b REFERENCES p);
INSERT INTO c VALUES (0);
ALTER TABLE p RENAME COLUMN a TO z;
