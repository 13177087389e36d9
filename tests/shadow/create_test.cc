// CREATE and DROP: what the shadow says, against SQLite.
#include <string>
#include <string_view>

#include "differential.h"
#include "gtest/gtest.h"

namespace alterego::shadow {
namespace {

struct Case {
  std::string_view name;
  std::string_view script;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class CreateDifferential : public testing::TestWithParam<Case> {};

TEST_P(CreateDifferential, AgreesWithSqlite) {
  RunScript(GetParam().name, GetParam().script);
}

std::string NameOf(const testing::TestParamInfo<Case>& info) {
  std::string out;
  for (char c : info.param.name) out += c == ' ' || c == '-' ? '_' : c;
  return out;
}

constexpr Case kTables[] = {
    {"names",
     "CREATE TABLE t(a); CREATE TABLE t(b); CREATE TABLE T(b); CREATE TABLE "
     "\"t\"(b); CREATE TABLE IF NOT EXISTS t(zz,zz); CREATE VIEW v AS SELECT "
     "1; CREATE TABLE v(a);"
     "CREATE TABLE IF NOT EXISTS v(a); CREATE INDEX i ON t(a); CREATE TABLE "
     "i(a); CREATE TABLE sqlite_x(a); CREATE TABLE Sqlite_y(a); CREATE TABLE "
     "main.m(a); CREATE TABLE nosuch.m(a);"
     "CREATE TEMP TABLE t(q); CREATE TEMP TABLE main.x(a); CREATE TEMP TABLE "
     "temp.x(a); CREATE TABLE temp.y(a); CREATE TABLE [t](a); CREATE TABLE "
     "'t'(a)"},
    {"columns",
     "CREATE TABLE t(a,A); CREATE TABLE t(a,b,\"B\"); CREATE TABLE t(a PRIMARY "
     "KEY,b PRIMARY KEY); CREATE TABLE t(a PRIMARY KEY,PRIMARY KEY(a)); CREATE "
     "TABLE t(a INT PRIMARY KEY AUTOINCREMENT);"
     "CREATE TABLE t(a INTEGER PRIMARY KEY DESC AUTOINCREMENT); CREATE TABLE "
     "t(a,b,PRIMARY KEY(a,b AUTOINCREMENT)); CREATE TABLE t(a INTEGER,PRIMARY "
     "KEY(a AUTOINCREMENT)); CREATE TABLE u(a COLLATE nosuch);"
     "CREATE TABLE u(a,UNIQUE(a COLLATE nosuch)); CREATE TABLE "
     "u(a,UNIQUE(zz)); CREATE TABLE u(a,PRIMARY KEY(zz)); CREATE TABLE "
     "u(a,UNIQUE(a+1)); CREATE TABLE u(a,UNIQUE(\"zz\")); CREATE TABLE "
     "u(a,UNIQUE('a'))"},
    {"without rowid",
     "CREATE TABLE t(a) WITHOUT ROWID; CREATE TABLE t(a INTEGER PRIMARY KEY "
     "AUTOINCREMENT) WITHOUT ROWID; CREATE TABLE t(a PRIMARY KEY,b UNIQUE) "
     "WITHOUT ROWID; CREATE TABLE u(a UNIQUE,b INTEGER PRIMARY KEY) WITHOUT "
     "ROWID;"
     "CREATE TABLE w(a UNIQUE,b,PRIMARY KEY(b,a,b)) WITHOUT ROWID; CREATE "
     "TABLE x(a PRIMARY KEY UNIQUE) WITHOUT ROWID; DROP INDEX "
     "sqlite_autoindex_t_1; DROP INDEX sqlite_autoindex_t_2"},
    {"strict",
     "CREATE TABLE t(a) STRICT; CREATE TABLE t(a FOO) STRICT; CREATE TABLE t(a "
     "INT,b VARCHAR(10)) STRICT; CREATE TABLE t(a int,b Any) STRICT; CREATE "
     "TABLE u(a INT(5)) STRICT; CREATE TABLE u(a) STRICT,WITHOUT ROWID"},
    {"defaults",
     "CREATE TABLE t(a DEFAULT (b)); CREATE TABLE t(a DEFAULT (a+1)); CREATE "
     "TABLE t(a DEFAULT (SELECT 1)); CREATE TABLE t(a DEFAULT (nosuch(1))); "
     "CREATE TABLE u(a DEFAULT (\"x\")); CREATE TABLE u(a DEFAULT (random())); "
     "CREATE TABLE w(a DEFAULT CURRENT_TIME); CREATE TABLE x(a DEFAULT "
     "(true))"},
    {"checks",
     "CREATE TABLE t(a CHECK(b>0)); CREATE TABLE t(a CHECK(\"b\">0)); CREATE "
     "TABLE u(a CHECK(a IN (SELECT 1))); CREATE TABLE u(a CHECK(nosuch(a))); "
     "CREATE TABLE u(a CHECK(u.a>0),CHECK(main.u.a>1)); CREATE TABLE w(a "
     "CHECK(max(a)>0)); CREATE TABLE w(a CHECK(random()));"
     "CREATE TABLE x(a CHECK(?1)); CREATE TABLE x(a CHECK(abs(1,2))); CREATE "
     "TABLE x(a,CHECK(y.a)); CREATE TABLE x(a CHECK(rowid>0)); CREATE TABLE "
     "y(a CHECK(EXISTS(SELECT 1)))"},
    {"generated",
     "CREATE TABLE t(a AS (1)); CREATE TABLE t(a,b AS (zz)); CREATE TABLE "
     "t(a,b AS (\"zz\")); CREATE TABLE u(a,b AS (a) DEFAULT 1); CREATE TABLE "
     "u(a,b DEFAULT 1 AS (a)); CREATE TABLE u(a,b AS (a) PRIMARY KEY); CREATE "
     "TABLE u(a,b AS (a),PRIMARY KEY(b)); CREATE TABLE u(a,b AS (random()));"
     "CREATE TABLE u(a,b AS (SELECT 1)); CREATE TABLE u(a,b AS ((SELECT 1))); "
     "CREATE TABLE u(a,b AS (u.a)); CREATE TABLE u(a,b AS (rowid)); CREATE "
     "TABLE u(a,b AS (a) FOO); CREATE TABLE u(a,b PRIMARY KEY AS (a)); CREATE "
     "TABLE u(a,b AS (max(a)))"},
    {"foreign keys",
     "CREATE TABLE t(a REFERENCES p(x,y)); CREATE TABLE t(a,b,FOREIGN KEY(a) "
     "REFERENCES p(x,y)); CREATE TABLE t(a,FOREIGN KEY(zz) REFERENCES p); "
     "CREATE TABLE t(a REFERENCES nope(x) ON DELETE CASCADE,FOREIGN KEY(a) "
     "REFERENCES t)"},
    {"automatic indexes",
     "CREATE TABLE t(a UNIQUE,b PRIMARY KEY,c UNIQUE "
     "UNIQUE,UNIQUE(a),UNIQUE(a,b),UNIQUE(b,a),UNIQUE(a COLLATE NOCASE)); "
     "CREATE TABLE u(id INTEGER PRIMARY KEY,a UNIQUE); CREATE TABLE w(id "
     "INTEGER PRIMARY KEY DESC,a); CREATE TABLE x(id INT PRIMARY KEY); CREATE "
     "TABLE y(id INTEGER,PRIMARY KEY(id DESC));"
     "CREATE TABLE z(a UNIQUE ON CONFLICT IGNORE,UNIQUE(a) ON CONFLICT FAIL); "
     "CREATE TABLE z(a UNIQUE ON CONFLICT IGNORE,UNIQUE(a)); INSERT INTO z "
     "VALUES(1),(1); CREATE TABLE \"q t\"(a UNIQUE); CREATE TABLE k(a "
     "UNIQUE,b,UNIQUE(a DESC))"},
    {"sequence",
     "CREATE TABLE a(i INTEGER PRIMARY KEY AUTOINCREMENT,u UNIQUE); CREATE "
     "TABLE b(i INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE a; DROP TABLE "
     "sqlite_sequence; CREATE INDEX x ON sqlite_sequence(name); CREATE TRIGGER "
     "r AFTER INSERT ON sqlite_sequence BEGIN SELECT 1; END"},
    {"as select", "/*?*/CREATE TABLE t AS SELECT 1 AS a"},
    {"stored text",
     "CREATE   TEMP  TABLE  IF NOT EXISTS x ( a , b ) ; CREATE TABLE/*c*/main "
     ". [t t](\"a b\" INT -- c\n, b) -- tail\n; CREATE UNIQUE INDEX IF NOT "
     "EXISTS main.i ON [t t](b) WHERE b>0; CREATE TEMP VIEW IF NOT EXISTS v(q) "
     "AS SELECT 1; CREATE TRIGGER IF NOT EXISTS main.r AFTER INSERT ON [t t] "
     "FOR EACH ROW BEGIN SELECT 1; END"},
};
INSTANTIATE_TEST_SUITE_P(Tables, CreateDifferential, testing::ValuesIn(kTables),
                         NameOf);

constexpr Case kOthers[] = {
    {"indexes",
     "CREATE TABLE t(a,b); CREATE INDEX i ON t(a); CREATE INDEX i ON t(b); "
     "CREATE INDEX I ON t(b); CREATE INDEX IF NOT EXISTS i ON t(zz); CREATE "
     "INDEX t ON t(a); CREATE INDEX j ON nope(a); CREATE INDEX j ON t(zz); "
     "CREATE INDEX j ON t(\"zz\"); CREATE INDEX k ON t('zz'); CREATE INDEX k "
     "ON t('a');"
     "CREATE INDEX l ON t(rowid); CREATE INDEX l ON t(t.a); CREATE INDEX l ON "
     "t(random()); CREATE INDEX l ON t(a) WHERE random(); CREATE INDEX l ON "
     "t(a) WHERE zz; CREATE INDEX l ON t((SELECT 1)); CREATE INDEX l ON t(a) "
     "WHERE a IN (SELECT 1); CREATE INDEX l ON t(max(a)); CREATE INDEX l ON "
     "t(nosuch(a));"
     "CREATE INDEX l ON t(a COLLATE nosuch); CREATE INDEX l ON t(a+b,abs(a)) "
     "WHERE rowid>5; CREATE INDEX sqlite_i ON t(a); CREATE VIEW v AS SELECT 1 "
     "AS a; CREATE INDEX m ON v(a); CREATE INDEX v ON t(a); CREATE INDEX "
     "nosuch.m ON t(a); CREATE INDEX temp.m ON t(a); CREATE INDEX m ON "
     "sqlite_master(name);"
     "CREATE TEMP TABLE tt(a); CREATE INDEX n ON tt(a); CREATE INDEX main.n ON "
     "tt(a); CREATE INDEX temp.o ON tt(a)"},
    {"unique over rows",
     "CREATE TABLE t(a,b); INSERT INTO t VALUES(1,'x'),(1,'X'); CREATE UNIQUE "
     "INDEX i ON t(a); CREATE UNIQUE INDEX i ON t(b COLLATE NOCASE); CREATE "
     "UNIQUE INDEX i ON t(b); CREATE UNIQUE INDEX j ON t(upper(b)); CREATE "
     "UNIQUE INDEX j ON t(a) WHERE b='x'"},
    {"views",
     "CREATE VIEW v AS SELECT * FROM nope; CREATE VIEW v AS SELECT 1; CREATE "
     "VIEW IF NOT EXISTS v AS SELECT 2; CREATE TABLE t(a); CREATE VIEW t AS "
     "SELECT 1; CREATE VIEW sqlite_v AS SELECT 1; CREATE VIEW w(a,b) AS SELECT "
     "1; CREATE VIEW x AS SELECT ?1; CREATE VIEW y AS SELECT * FROM temp.t; "
     "CREATE TEMP VIEW y AS SELECT * FROM main.t;"
     "CREATE VIEW z AS SELECT * FROM main.t; DROP VIEW v; DROP VIEW v; DROP "
     "VIEW IF EXISTS v; DROP VIEW t; DROP TABLE z; DROP VIEW IF EXISTS t; DROP "
     "TABLE IF EXISTS z; DROP VIEW main.z; DROP VIEW main.nope; DROP TABLE "
     "nosuch.t"},
    {"triggers",
     "CREATE TABLE t(a,b); CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER r "
     "AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TRIGGER r AFTER INSERT ON "
     "t BEGIN SELECT 1; END; CREATE TRIGGER \"r\" AFTER INSERT ON t BEGIN "
     "SELECT 1; END; CREATE TRIGGER IF NOT EXISTS r AFTER INSERT ON t BEGIN "
     "SELECT 1; END; CREATE TRIGGER s AFTER INSERT ON nope BEGIN SELECT 1; END;"
     "CREATE TRIGGER s INSTEAD OF INSERT ON t BEGIN SELECT 1; END; CREATE "
     "TRIGGER s AFTER INSERT ON v BEGIN SELECT 1; END; CREATE TRIGGER s BEFORE "
     "DELETE ON v BEGIN SELECT 1; END; CREATE TRIGGER s DELETE ON v BEGIN "
     "SELECT 1; END; CREATE TRIGGER s INSTEAD OF UPDATE OF zz ON v BEGIN "
     "SELECT nope; END; CREATE TRIGGER sqlite_r AFTER INSERT ON t BEGIN SELECT "
     "1; END;"
     "CREATE TRIGGER u AFTER UPDATE OF zz ON t BEGIN UPDATE nope SET x=1; END; "
     "CREATE TRIGGER temp.x AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TEMP "
     "TRIGGER main.y AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TEMP "
     "TRIGGER y AFTER INSERT ON main.t BEGIN SELECT 1; END; CREATE TRIGGER z "
     "AFTER INSERT ON temp.t BEGIN SELECT 1; END; CREATE TRIGGER main.z AFTER "
     "INSERT ON temp.t BEGIN SELECT 1; END;"
     "CREATE TRIGGER z AFTER INSERT ON main.t BEGIN SELECT 1; END; CREATE "
     "TRIGGER zz AFTER INSERT ON t BEGIN SELECT * FROM temp.q; END; CREATE "
     "TEMP TABLE tt(a); CREATE TRIGGER tz AFTER INSERT ON tt BEGIN SELECT 1; "
     "END; CREATE TRIGGER main.ty AFTER INSERT ON tt BEGIN SELECT 1; END; DROP "
     "TRIGGER r; DROP TRIGGER r; DROP TRIGGER IF EXISTS r; DROP TRIGGER "
     "temp.y; DROP TRIGGER main.nope; DROP TABLE t"},
    {"virtual",
     "CREATE VIRTUAL TABLE x USING nosuch(a); CREATE TABLE t(a); CREATE "
     "VIRTUAL TABLE t USING nosuch; CREATE VIRTUAL TABLE IF NOT EXISTS t USING "
     "nosuch; CREATE VIRTUAL TABLE sqlite_q USING nosuch"},
    // SQLite acts on a clause as soon as it has read it.
    {"faults before an error of syntax",
     "CREATE TABLE t(a); CREATE TABLE t(a,; CREATE TABLE IF NOT EXISTS t(a,a,; "
     "CREATE TABLE nosuch.u(a b c d,; CREATE TABLE u(a,a b,); CREATE TABLE "
     "u(a,a); CREATE TABLE u(a,a!; CREATE TABLE u(a,unique(a)on conflict "
     "ignore unique(a)on conflict abort,; CREATE TABLE u(a UNIQUE ON CONFLICT "
     "IGNORE UNIQUE ON CONFLICT ABORT,a,; CREATE TABLE u(a UNIQUE ON CONFLICT "
     "IGNORE UNIQUE ON CONFLICT ABORT,a); CREATE TABLE u(a,UNIQUE(zz),); "
     "CREATE TABLE u(a,UNIQUE(zz)); CREATE TABLE u(a,UNIQUE(zz) x y); CREATE "
     "TABLE u(a,PRIMARY KEY(0),,; CREATE TABLE u(a PRIMARY KEY,b PRIMARY KEY) "
     "nosuch; CREATE TABLE u(a COLLATE nosuch NOT 1); CREATE TABLE u(a DEFAULT "
     "(a) NOT 1); CREATE TABLE u(a DEFAULT (a),b CHECK (1 1)); CREATE TABLE "
     "u(a,FOREIGN KEY(b) REFERENCES p,(; CREATE TABLE sqlite_u(a b,,); CREATE "
     "TEMP TABLE main.u(a 1); CREATE TABLE t AS SELECT FROM; CREATE TABLE u AS "
     "SELECT FROM; CREATE TABLE u(a,b"},
    {"faults before an error of syntax in a trigger",
     "CREATE TABLE t(a); CREATE VIEW v AS SELECT * FROM t; CREATE TRIGGER r "
     "AFTER INSERT ON t BEGIN SELECT 1; END; CREATE TRIGGER r AFTER INSERT ON "
     "t BEGIN SELEC; END; CREATE TRIGGER q AFTER INSERT ON nosuch BEGIN SELECT "
     "1,; END; CREATE TRIGGER q AFTER INSERT ON nosuch x BEGIN SELECT 1; END; "
     "CREATE TRIGGER q AFTER INSERT ON v BEGIN SELECT 1 1; END; CREATE TRIGGER "
     "q INSTEAD OF INSERT ON t BEGIN SELECT 1 1; END; CREATE TRIGGER IF NOT "
     "EXISTS r AFTER INSERT ON t BEGIN SELEC; END; CREATE TEMP TRIGGER main.q "
     "AFTER INSERT ON t BEGIN SELEC; END; CREATE TRIGGER q AFTER INSERT ON "
     "nosuch BEGIN UPDATE main.t SET a=1; END; CREATE TRIGGER q AFTER INSERT "
     "ON t BEGIN UPDATE main.t SET a=1; END; CREATE TRIGGER q AFTER INSERT ON "
     "sqlite_master BEGIN SELEC; END; CREATE TRIGGER r AFTER INSERT ON "
     "main.sqlite_schema BEGIN SELECT 1; END; CREATE TRIGGER q INSTEAD OF "
     "INSERT ON sqlite_master BEGIN SELECT 1; END"},
    {"drop",
     "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT,a UNIQUE); CREATE "
     "INDEX i ON t(a); CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END; "
     "CREATE TEMP TRIGGER q AFTER INSERT ON t BEGIN SELECT 1; END; CREATE VIEW "
     "v AS SELECT * FROM t; INSERT INTO t(a) VALUES(1); DROP INDEX "
     "sqlite_autoindex_t_1; DROP INDEX nope; DROP INDEX IF EXISTS nope; DROP "
     "INDEX main.i; CREATE INDEX i ON t(a);"
     "DROP TABLE sqlite_master; DROP TABLE sqlite_schema; DROP TABLE t; DROP "
     "TABLE t; DROP TABLE IF EXISTS t; DROP TABLE main.t; DROP VIEW v; CREATE "
     "TABLE T(a); CREATE INDEX ii ON t(a); CREATE TRIGGER rr AFTER INSERT ON t "
     "BEGIN SELECT 1; END; DROP TABLE t"},
    {"shadowed by temp",
     "CREATE TABLE t(a); CREATE TEMP TABLE t(b); INSERT INTO t VALUES(1); "
     "INSERT INTO main.t VALUES(2); DROP TABLE t; INSERT INTO t VALUES(3); "
     "CREATE TEMP TABLE u(a); CREATE TABLE u(b); CREATE INDEX i ON u(a); "
     "CREATE INDEX main.i ON u(b); DROP INDEX i; DROP INDEX i"},
    {"reindex",
     "CREATE TABLE t(a); CREATE INDEX i ON t(a); REINDEX; REINDEX t; REINDEX "
     "i; REINDEX main.t; REINDEX nocase; REINDEX nope; REINDEX main.nope; "
     "REINDEX nosuch.t; CREATE VIEW v AS SELECT 1; REINDEX v"},
    {"query only",
     "CREATE TABLE t(a); PRAGMA query_only=1; INSERT INTO t VALUES(1); CREATE "
     "TABLE u(a); DROP TABLE t; DELETE FROM t; CREATE INDEX i ON t(a); PRAGMA "
     "query_only=0; INSERT INTO t VALUES(1)"},
};
INSTANTIATE_TEST_SUITE_P(Others, CreateDifferential, testing::ValuesIn(kOthers),
                         NameOf);

constexpr Case kTransactions[] = {
    {"begin commit",
     "COMMIT; ROLLBACK; END; BEGIN; BEGIN; CREATE TABLE t(a); INSERT INTO t "
     "VALUES(1); COMMIT; BEGIN IMMEDIATE; INSERT INTO t VALUES(2); ROLLBACK; "
     "BEGIN EXCLUSIVE; DROP TABLE t; ROLLBACK TRANSACTION; END TRANSACTION"},
    {"savepoints",
     "SAVEPOINT a; CREATE TABLE t(x); SAVEPOINT b; INSERT INTO t VALUES(1); "
     "SAVEPOINT A; INSERT INTO t VALUES(2); ROLLBACK TO a; INSERT INTO t "
     "VALUES(3); ROLLBACK TO b; ROLLBACK TO zz; RELEASE zz; RELEASE b; BEGIN; "
     "RELEASE a; COMMIT"},
    {"savepoint in transaction",
     "CREATE TABLE t(x); BEGIN; SAVEPOINT s; INSERT INTO t VALUES(1); RELEASE "
     "s; RELEASE s; ROLLBACK; SAVEPOINT s; INSERT INTO t VALUES(2); COMMIT; "
     "ROLLBACK TO s; SAVEPOINT s; SAVEPOINT s; INSERT INTO t VALUES(3); "
     "ROLLBACK TO s; RELEASE s; ROLLBACK"},
    {"ddl rolled back",
     "CREATE TABLE t(a); BEGIN; DROP TABLE t; CREATE TABLE t(b,c); CREATE "
     "INDEX i ON t(b); PRAGMA recursive_triggers=ON; ROLLBACK; INSERT INTO t "
     "VALUES(1); SAVEPOINT x; CREATE TEMP TABLE q(a); ROLLBACK TO x; RELEASE "
     "x; CREATE TEMP TABLE q(b)"},
    {"pragmas",
     "PRAGMA user_version=5; PRAGMA foreign_keys; PRAGMA nosuch.foreign_keys; "
     "PRAGMA legacy_alter_table=ON; PRAGMA main.table_info(t); PRAGMA "
     "application_id=3"},
};
INSTANTIATE_TEST_SUITE_P(Transactions, CreateDifferential,
                         testing::ValuesIn(kTransactions), NameOf);

}  // namespace
}  // namespace alterego::shadow
