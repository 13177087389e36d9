-- alterego: signature=schema/create_trigger/create.accept*/schema-trigger*.changed/turso
-- alterego: seen=* 1e3*
-- alterego: versions=*
-- alterego: reason=a name such as [1E3] is stored without quotes: it is a number from then on
-- alterego: verdict=engine-bug
-- See the profile, bracket_names.
CREATE TABLE t("1e3");
CREATE TRIGGER r UPDATE ON t BEGIN DELETE FROM t WHERE [1e3]; END;
