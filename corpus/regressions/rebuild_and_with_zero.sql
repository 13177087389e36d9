-- ALTER TABLE reads nosuch AND 0 as it is written, and refuses. The rebuild engine
-- asked SQLite about the text, which forgets the name, and renamed.
CREATE TABLE u(a, CHECK (nosuch AND 0));
ALTER TABLE u RENAME a TO b;
