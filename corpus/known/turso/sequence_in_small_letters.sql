-- alterego: signature=rows/insert/dml.*/rows*.changed/turso
-- alterego: seen=rows* main.sqlite_sequence
-- alterego: versions=*
-- alterego: reason=names of tables are stored in small letters, in sqlite_sequence too
-- alterego: verdict=documented-difference
CREATE TABLE T(a INTEGER PRIMARY KEY AUTOINCREMENT, b);
INSERT INTO T(b) VALUES (1);
