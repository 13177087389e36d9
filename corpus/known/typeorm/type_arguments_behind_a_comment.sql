-- alterego: signature=schema/*/*.accept*/schema-lost-type_arguments.changed/typeorm
-- alterego: with=xinfo.changed
-- alterego: versions=*
-- alterego: reason=a change loses the (5,2) of DECIMAL if there is a blank or a comment in it
-- alterego: verdict=engine-bug
CREATE TABLE t(a DECIMAL( 5,2), b);
ALTER TABLE t DROP COLUMN b;
