-- An UPDATE that may replace rows compiles the triggers ON DELETE as well, with
-- recursive_triggers on. The key of a WITHOUT ROWID table that stays replaces
-- nothing, so that no missing parent is looked up. An ON CONFLICT clause lets
-- the rowid be looked at first, although it would replace.
CREATE TABLE a(c PRIMARY KEY ON CONFLICT REPLACE, d);
CREATE TRIGGER r0 DELETE ON a BEGIN INSERT INTO a VALUES (0, 0); END;
CREATE TRIGGER r1 INSERT ON a BEGIN SELECT * FROM nope; END;
PRAGMA recursive_triggers = 1;
UPDATE a SET c = 0;
PRAGMA recursive_triggers = 0;
CREATE TABLE b(c PRIMARY KEY ON CONFLICT REPLACE, d REFERENCES b, e REFERENCES nope) WITHOUT ROWID;
PRAGMA foreign_keys = 1;
UPDATE b SET d = d;
PRAGMA foreign_keys = 0;
CREATE TABLE c(a INTEGER PRIMARY KEY ON CONFLICT REPLACE, b UNIQUE);
INSERT INTO c VALUES (1, 1);
INSERT INTO c VALUES (1, 1) ON CONFLICT (a) DO NOTHING;
INSERT INTO c VALUES (1, 1) ON CONFLICT (a) DO UPDATE SET a = 5;
ALTER TABLE c RENAME TO d;
