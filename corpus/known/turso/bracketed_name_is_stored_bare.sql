-- alterego: signature=schema/create_view/create.accept*/schema-new-unreadable.changed/turso
-- alterego: with=tables.missing
-- alterego: versions=*
-- alterego: reason=CREATE VIEW [1E3] is stored without quotes and the database cannot be opened again
-- alterego: verdict=engine-bug
-- See the profile, bracket_names.
CREATE VIEW [1E3] AS SELECT 1;
