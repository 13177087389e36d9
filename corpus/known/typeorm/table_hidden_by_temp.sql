-- alterego: signature=outcome/rename_table/rename_table.accept/expected:accepted/actual:refused:unclassified/typeorm
-- alterego: answer=*there is already another table or index with this name*
-- alterego: versions=*
-- alterego: reason=a table cannot get the name of a TEMP table
-- alterego: verdict=documented-difference
-- TypeORM does not qualify the name: it is the TEMP table that is renamed.
CREATE TABLE t(a);
CREATE TEMP TABLE u(a);
ALTER TABLE t RENAME TO u;
