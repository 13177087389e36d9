-- alterego: signature=outcome/add_column/add_column.non_constant/expected:refused:add_non_constant/actual:accepted/typeorm
-- alterego: versions=*
-- alterego: reason=addColumn takes a default that is not constant, as it makes the table anew
-- alterego: verdict=documented-difference
CREATE TABLE t(a);
INSERT INTO t VALUES (1);
ALTER TABLE t ADD COLUMN b DEFAULT (1 + 1);
