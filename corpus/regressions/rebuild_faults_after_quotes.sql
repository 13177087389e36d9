-- Before RENAME COLUMN renames anything it writes "a" as 'a' where that is a
-- string, and with that a column of a query loses its name.
CREATE TABLE t(a, b);
CREATE TABLE u(a, b);
CREATE VIEW v AS
  WITH u AS (SELECT a FROM t), w AS (SELECT "a" FROM u) SELECT a FROM w;
ALTER TABLE t RENAME a TO z;
ALTER TABLE u RENAME a TO z;
DROP VIEW v;
-- Several keys, and a reference to several columns, are faults of the
-- definition.
ALTER TABLE t ADD k PRIMARY KEY PRIMARY KEY;
ALTER TABLE t ADD k PRIMARY KEY AS (1);
ALTER TABLE t ADD k REFERENCES "u"(a, b);
-- Where the schema may be edited, what is broken keeps its text.
CREATE VIEW broken AS SELECT zz, "x" FROM t;
CREATE VIEW fine AS SELECT b FROM t;
PRAGMA writable_schema = 1;
ALTER TABLE t RENAME b TO c;
ALTER TABLE t RENAME TO tt;
