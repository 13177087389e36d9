-- alterego: kind=outcome
-- alterego: seed=0x2a
-- a comment

SELECT 1; /* inside */ SELECT 'a;b';

;;
SELEC nonsense 'x';
