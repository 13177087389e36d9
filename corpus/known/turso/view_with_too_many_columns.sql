-- alterego: signature=outcome/create_view/create.accept/expected:accepted/actual:refused:width_mismatch/turso
-- alterego: versions=*
-- alterego: reason=CREATE VIEW with another number of names than columns is refused at once
-- alterego: verdict=documented-difference
-- SQLite refuses whoever reads the view.
CREATE VIEW v0(c0) AS SELECT 0, 0;
