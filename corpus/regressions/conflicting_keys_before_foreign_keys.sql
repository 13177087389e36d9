-- Keys that ask for different things are found where the second one stands, in
-- front of what is wrong with a foreign key behind it.
CREATE TABLE t(a INTEGER PRIMARY KEY, UNIQUE (a DESC) ON CONFLICT IGNORE, UNIQUE (a) ON CONFLICT ABORT, FOREIGN KEY (a) REFERENCES t(a, b));
CREATE TABLE t(a UNIQUE, FOREIGN KEY (a) REFERENCES t(a, b), UNIQUE (a) ON CONFLICT IGNORE, UNIQUE (a) ON CONFLICT ABORT);
