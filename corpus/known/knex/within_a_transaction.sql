-- alterego: signature=outcome/drop_column/*/expected:*/actual:refused:transaction_state/knex
-- alterego: answer=*cannot start a transaction within a transaction*
-- alterego: versions=*
-- alterego: reason=dropColumn begins a transaction of its own and cannot within one
-- alterego: verdict=gap
-- knex has a transaction object for that; a BEGIN it does not know of.
CREATE TABLE t(a, b);
BEGIN;
ALTER TABLE t DROP COLUMN b;
