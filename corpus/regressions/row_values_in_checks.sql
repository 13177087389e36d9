-- CHECK ((1, 2)) loads, but does not compile: ADD COLUMN asks for the rows and is
-- refused, "row value misused", as ADD CHECK is. The shadow foretold that both
-- are carried out.
CREATE TABLE t(a, b);
ALTER TABLE t ADD c CHECK ((1,2));
ALTER TABLE t ADD CONSTRAINT k CHECK (abs((1,2)));
ALTER TABLE t ADD CHECK ((a,b) = (1,2));
ALTER TABLE t ADD d CHECK ((a,b) IN ((1,2)));
ALTER TABLE t ADD e CHECK (a IN (1,(1,2)));
ALTER TABLE t ADD f CHECK (CASE WHEN 0 THEN (1,2) ELSE 1 END);
ALTER TABLE t ADD g CHECK (0 AND (1,2));
ALTER TABLE t ADD h CHECK ((1,2) IS NULL);
ALTER TABLE t ADD i CHECK ((1,2) BETWEEN (1,2) AND (3,4));
ALTER TABLE t ADD j CHECK ((1,2) COLLATE nocase);
ALTER TABLE t ADD k CHECK ((a,b) < (1,2));
