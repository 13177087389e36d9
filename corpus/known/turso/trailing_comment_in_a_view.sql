-- alterego: signature=outcome/create_view/syntax.comment/expected:refused:syntax/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=a comment that ends in the middle of a CREATE VIEW is read as SQLite does not
-- alterego: verdict=documented-difference
CREATE VIEW v0 AS SELECT 	 row_number() OVER /* , */ (ORDER BY /* , */ e) AS c0, d AS c1,	e --
AS c2,  c 
AS c3 FROM/**/t1 AS
n0;
