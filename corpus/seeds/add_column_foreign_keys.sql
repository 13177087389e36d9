-- ADD COLUMN .. REFERENCES with a default is refused only while foreign keys
-- are enforced and there are rows.
PRAGMA foreign_keys = ON;
CREATE TABLE parent(id INTEGER PRIMARY KEY);
CREATE TABLE child(a);
ALTER TABLE child ADD COLUMN early INT DEFAULT 1 REFERENCES parent(id);
INSERT INTO parent VALUES(1);
INSERT INTO child(a) VALUES(1);
ALTER TABLE child ADD COLUMN late INT DEFAULT 1 REFERENCES parent(id);
ALTER TABLE child ADD COLUMN missing INT REFERENCES parent(id) ON DELETE SET NULL;
PRAGMA foreign_keys = OFF;
ALTER TABLE child ADD COLUMN late INT DEFAULT 7 REFERENCES parent(id);
PRAGMA foreign_keys = ON;
DELETE FROM parent;
