-- alterego: signature=outcome/drop/drop.use_drop_view/expected:refused:is_view/actual:accepted/turso
-- alterego: versions=*
-- alterego: reason=DROP TABLE IF EXISTS v does nothing where v is a view
-- alterego: verdict=documented-difference
-- SQLite refuses: use DROP VIEW to delete view v.
CREATE VIEW v0 AS SELECT 0;
DROP TABLE IF EXISTS v0;
