-- 3.31 rewrites the generated columns of every table, where the column stands at
-- the place of the renamed one: mostly it finds no column of the new name, and
-- refuses. The shadow predicted nothing beside any generated column.
CREATE TABLE t(a, b);
CREATE TABLE u(a, b, c AS (a));
ALTER TABLE t RENAME b TO x;
ALTER TABLE t RENAME a TO y;
CREATE TABLE v(k INTEGER PRIMARY KEY, m AS (k));
ALTER TABLE t RENAME x TO b;
CREATE TABLE w(k INTEGER PRIMARY KEY, n);
ALTER TABLE w RENAME k TO n;
ALTER TABLE w RENAME k TO kk;
ALTER TABLE w RENAME n TO nn;
