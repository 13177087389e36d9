-- SQLite acts on each clause as soon as it has read it, so that a fault there
-- comes before an error of syntax further on. The shadow knew of the latter
-- only.
CREATE TABLE t(a,unique(a)on conflict ignore unique(a)on conflict abort,;
CREATE TABLE t(a, a, b b 1);
CREATE TABLE t(a UNIQUE ON CONFLICT IGNORE UNIQUE ON CONFLICT ABORT, a);
CREATE TRIGGER r AFTER INSERT ON nosuch BEGIN SELEC; END;
