-- Before 3.31 an error in a view that lists its columns did not stop the
-- reading of FROM (sqlite3ViewGetColumnNames): of several errors the last was
-- named. The shadow named the first.
CREATE VIEW v0(c0) AS SELECT 0 FROM Nope;
CREATE VIEW v1 AS SELECT 0 FROM v0 AS LEFT JOIN "select";
INSERT INTO v1 (Nope, c0) VALUES (0);
DELETE FROM v1;
