-- alterego: mode=full
-- Before anything is in TEMP, it was called unknown.
ALTER TABLE "temp".t1 ADD f;
ALTER TABLE nope.t1 ADD f;
