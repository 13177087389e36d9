-- A comma behind the parenthesis that ends a table is a syntax error before 3.37,
-- when table options became a list; the shadow named what comes behind it.
CReATe TAblE t0(c0 TEXT primAry KeY  nOt nuLl check  (typeof( /*
 two
*/ c0) <> 'blob'
  ) /* ) " [ */ , UNIQue (c0 DEsC), UNIQuE (c0    Desc
), UnIqUe (c0));
alter 	 table
t0
add /* ) " [ */ c1	TEXT -- it's
;
