-- alterego: signature=schema/*/sequelize
-- alterego: answer=refused*
-- alterego: versions=*
-- alterego: reason=a change that is refused leaves its table "t_backup" behind, or all that it has done
-- alterego: verdict=engine-bug
-- Sequelize creates the copy, fills it, drops the table, creates it anew and
-- fills it again, each by itself.
CREATE TABLE t(a);
INSERT INTO t VALUES (NULL);
ALTER TABLE t ALTER COLUMN a SET NOT NULL;
