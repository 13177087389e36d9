-- ALTER TABLE reads nosuch AND 0 as it is written, and refuses. The rebuild engine
-- asks SQLite about the text, which forgets the name: it renames.
CREATE TABLE u(a, CHECK (nosuch AND 0));
ALTER TABLE u RENAME a TO b;
