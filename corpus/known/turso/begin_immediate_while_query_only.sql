-- alterego: signature=outcome/begin/transaction.query_only/expected:refused:read_only/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=BEGIN IMMEDIATE is accepted while query_only is on
-- alterego: verdict=documented-difference
-- SQLite refuses: attempt to write a readonly database.
PRAGMA query_only = true;
BEGIN IMMEDIATE;
