-- alterego: signature=outcome/pragma/pragma.flag/expected:accepted/actual:refused:unclassified/turso
-- alterego: answer=*Invalid value for PRAGMA query_only*
-- alterego: versions=*
-- alterego: reason=PRAGMA query_only takes no ON, yes or true
-- alterego: verdict=engine-bug
PRAGMA query_only = ON;
