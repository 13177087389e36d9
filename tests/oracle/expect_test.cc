#include "oracle/expect.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "oracle/compare.h"
#include "oracle/probes.h"
#include "shadow/shadow.h"
#include "tests/engines/builds.h"

namespace alterego {
namespace {

// Scripts that the shadow must know through and through: whatever it then
// expects must be what SQLite shows.
const std::vector<std::vector<std::string>>& Scripts() {
  static const std::vector<std::vector<std::string>> scripts = {
      // --- columns: types, defaults, NOT NULL ---
      {"CREATE TABLE t(a)"},
      {"CREATE TABLE t(a INT, b integer, c Text, d blob, e Real, f any)"},
      {"CREATE TABLE t(a VARCHAR(10), b DECIMAL( 10 , 2 ), c unsigned big "
       "int)"},
      {"CREATE TABLE t(a \"my type\", b 'q', c `int`, d [integer])"},
      {"CREATE TABLE t(a DEFAULT 1, b DEFAULT -5, c DEFAULT - 5, d DEFAULT "
       "+5)"},
      {"CREATE TABLE t(a DEFAULT 1.50, b DEFAULT 1e3, c DEFAULT -1.5, d "
       "DEFAULT 0x1F)"},
      {"CREATE TABLE t(a DEFAULT 'it''s', b DEFAULT x'00fF', c DEFAULT null)"},
      {"CREATE TABLE t(a DEFAULT (1+1), b DEFAULT ( 'x' || 'y' ), c DEFAULT "
       "((3)))"},
      {"CREATE TABLE t(a DEFAULT CURRENT_TIME, b DEFAULT current_date)"},
      {"CREATE TABLE t(a DEFAULT foo, b DEFAULT \"bar\", c DEFAULT true, d "
       "DEFAULT [zz])"},
      {"CREATE TABLE t(a DEFAULT (/* why */ 1 /* not */), b DEFAULT 2 -- x\n)"},
      {"CREATE TABLE t(a DEFAULT 1 DEFAULT 2)"},
      {"CREATE TABLE t(a NOT NULL, b NOT NULL ON CONFLICT IGNORE, c NULL)"},
      {"CREATE TABLE t(a CONSTRAINT n NOT NULL CONSTRAINT d DEFAULT 3)"},
      {"CREATE TABLE t(\"a b\" INT, \"c\"\"d\" TEXT, [e f], `g`, 'h')"},
      {"CREATE TABLE \"my t\"(a)", "CREATE INDEX \"my i\" ON \"my t\"(a)"},
      {"CREATE TABLE \"select\"(\"from\" INT, \"where\" DEFAULT 'x')"},
      {"CREATE TABLE t(a CONSTRAINT nothing, b CONSTRAINT x)"},
      // --- generated columns ---
      {"CREATE TABLE t(a, b AS (a), c AS (a+1) STORED)"},
      {"CREATE TABLE t(a INT, b INT GENERATED ALWAYS AS (a*2) VIRTUAL, c TEXT "
       "GENERATED ALWAYS AS (a||'x') STORED NOT NULL)",
       "INSERT INTO t(a) VALUES(4),(NULL+5)"},
      {"CREATE TABLE t(b AS (a), a, c UNIQUE AS (a))"},
      // --- primary keys ---
      {"CREATE TABLE t(a PRIMARY KEY)"},
      {"CREATE TABLE t(a INT PRIMARY KEY, b)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b)"},
      {"CREATE TABLE t(b, a INTEGER PRIMARY KEY ASC)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)"},
      {"CREATE TABLE t(a integer, b, PRIMARY KEY(a))"},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY(a DESC))"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b)",
       "INSERT INTO t(b) VALUES('x'),('y')"},
      {"CREATE TABLE t(a TEXT PRIMARY KEY ON CONFLICT REPLACE)"},
      {"CREATE TABLE t(a,b,c,PRIMARY KEY(c,a))"},
      {"CREATE TABLE t(a,b,PRIMARY KEY(a,b,a))"},
      {"CREATE TABLE t(a,b COLLATE NOCASE,PRIMARY KEY(b DESC,a COLLATE "
       "RTRIM))"},
      {"CREATE TABLE t(a, b, CONSTRAINT pk PRIMARY KEY('b'))"},
      {"CREATE TABLE t(a \"INTEGER\" PRIMARY KEY)"},
      // --- WITHOUT ROWID ---
      {"CREATE TABLE t(a PRIMARY KEY) WITHOUT ROWID"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b) WITHOUT ROWID",
       "INSERT INTO t VALUES(2,'x'),(1,'y')"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b UNIQUE) WITHOUT ROWID"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b UNIQUE) WITHOUT ROWID"},
      {"CREATE TABLE t(a INTEGER, b, PRIMARY KEY(a DESC)) WITHOUT ROWID",
       "INSERT INTO t VALUES(1,1),(3,3),(2,2)", "CREATE INDEX i ON t(b,a)"},
      {"CREATE TABLE t(a,b,c,PRIMARY KEY(a,b,a)) WITHOUT ROWID"},
      {"CREATE TABLE t(a,b COLLATE nocase,c,PRIMARY KEY(b DESC,a)) WITHOUT "
       "ROWID",
       "CREATE INDEX i ON t(c)", "CREATE INDEX j ON t(b COLLATE binary)"},
      {"CREATE TABLE t(a,b,PRIMARY KEY(a,a COLLATE nocase)) WITHOUT ROWID"},
      {"CREATE TABLE t(a PRIMARY KEY, b AS (a), c AS (a) STORED, d) WITHOUT "
       "ROWID"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY UNIQUE, b) WITHOUT ROWID"},
      // --- UNIQUE and CREATE INDEX ---
      {"CREATE TABLE t(a UNIQUE, b UNIQUE ON CONFLICT IGNORE, UNIQUE(a,b))"},
      {"CREATE TABLE t(a UNIQUE, b, UNIQUE(a), UNIQUE(b), UNIQUE(a,b))"},
      {"CREATE TABLE t(a UNIQUE PRIMARY KEY, b)"},
      {"CREATE TABLE t(a PRIMARY KEY, b, UNIQUE(a))"},
      {"CREATE TABLE t(a COLLATE NOCASE UNIQUE, UNIQUE(a COLLATE BINARY))"},
      {"CREATE TABLE t(a UNIQUE COLLATE nocase, b, UNIQUE(a))"},
      {"CREATE TABLE t(a UNIQUE COLLATE nocase, b, UNIQUE(a,b))"},
      {"CREATE TABLE t(a,b,UNIQUE(b DESC, a ASC))"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, UNIQUE(a))"},
      {"CREATE TABLE t(a,b)", "CREATE INDEX i ON t(b DESC, a COLLATE nocase)"},
      {"CREATE TABLE t(a,b)", "CREATE UNIQUE INDEX i ON t(a) WHERE b > 0",
       "INSERT INTO t VALUES(1,1),(1,0),(1,-1)"},
      {"CREATE TABLE t(a,b)", "CREATE INDEX i ON t(a+b, (a), 'b', lower(a))"},
      {"CREATE TABLE t(a,b)",
       "CREATE INDEX i ON t(a COLLATE rtrim COLLATE "
       "nocase)"},
      {"CREATE TABLE t(a,b)", "CREATE INDEX i ON t(a||b COLLATE nocase DESC)"},
      {"CREATE TABLE t(a COLLATE rtrim)", "CREATE INDEX z ON t(a)",
       "CREATE INDEX y ON t(a)", "CREATE INDEX x ON t(A)"},
      {"CREATE TABLE t(a,b)", "CREATE INDEX i ON t(a)", "DROP INDEX i"},
      // --- CHECK, foreign keys ---
      {"CREATE TABLE t(a CHECK(a>0), b CONSTRAINT c CHECK(b), CHECK(a<b))",
       "INSERT INTO t VALUES(1,2),(NULL,3)"},
      {"CREATE TABLE p(x PRIMARY KEY)", "CREATE TABLE t(a REFERENCES p)",
       "INSERT INTO p VALUES(1)", "INSERT INTO t VALUES(1),(2),(NULL)"},
      {"CREATE TABLE t(a REFERENCES p(x) ON DELETE CASCADE ON UPDATE SET "
       "NULL)"},
      {"CREATE TABLE t(a REFERENCES \"P q\"('x') ON DELETE RESTRICT ON UPDATE "
       "SET DEFAULT MATCH FULL DEFERRABLE INITIALLY DEFERRED)"},
      {"CREATE TABLE p(x,y,PRIMARY KEY(x,y))",
       "CREATE TABLE t(A, b, c REFERENCES p, FOREIGN KEY(a,b) REFERENCES "
       "p(y,x) ON DELETE NO ACTION, FOREIGN KEY(c) REFERENCES t)"},
      {"CREATE TABLE p(x UNIQUE, y)", "CREATE TABLE t(a REFERENCES p(x))",
       "INSERT INTO p VALUES('a',1)", "INSERT INTO t VALUES('a'),('b')"},
      {"CREATE TABLE p(x,y)", "CREATE TABLE t(a REFERENCES p(x))"},
      {"CREATE TABLE p(x COLLATE nocase PRIMARY KEY)",
       "CREATE TABLE t(a REFERENCES p)", "INSERT INTO p VALUES('a')",
       "INSERT INTO t VALUES('A'),('c')"},
      {"CREATE TABLE p(x INTEGER PRIMARY KEY)",
       "CREATE TABLE t(a TEXT REFERENCES p) ", "INSERT INTO p VALUES(1)",
       "INSERT INTO t VALUES('1'),('2')"},
      {"CREATE TABLE t(a PRIMARY KEY, b REFERENCES t) WITHOUT ROWID",
       "INSERT INTO t VALUES(1,NULL),(2,1),(3,9)"},
      // --- STRICT ---
      {"CREATE TABLE t(a INT, b INTEGER, c REAL, d TEXT, e BLOB, f ANY) STRICT",
       "INSERT INTO t VALUES(1,2,3,4,x'05',6),('1','2','3',4,NULL,'6')"},
      {"CREATE TABLE t(a INT PRIMARY KEY, b any) STRICT"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b text) STRICT"},
      {"CREATE TABLE t(a TEXT, b INT, PRIMARY KEY(b,a)) STRICT, WITHOUT ROWID"},
      // --- other objects ---
      {"CREATE TABLE t(a,b)", "CREATE VIEW v AS SELECT a FROM t"},
      {"CREATE TABLE t(a)",
       "CREATE TRIGGER r AFTER INSERT ON t BEGIN UPDATE t "
       "SET a = 7 WHERE a = 1; END",
       "INSERT INTO t VALUES(1),(2)"},
      {"CREATE TEMP TABLE t(a UNIQUE)", "CREATE INDEX temp.i ON t(a DESC)",
       "INSERT INTO t VALUES('x')"},
      {"CREATE TABLE t(a)", "CREATE TEMP TABLE t(b)",
       "CREATE TEMP VIEW v AS SELECT * FROM main.t", "INSERT INTO t VALUES(1)",
       "INSERT INTO main.t VALUES(2)"},
      {"CREATE TABLE IF NOT EXISTS t ( a  ,  b ) -- the end"},
      // --- rows ---
      {"CREATE TABLE t(a,b)",
       "INSERT INTO t VALUES(1,-2),(1.5,-0.0),(1e300,9e999),(NULL,'it''s'),"
       "(x'00ff','')"},
      {"CREATE TABLE t(a INT, b TEXT, c REAL, d NUMERIC, e BLOB)",
       "INSERT INTO t VALUES('1','1','1','1','1'),(1.0,1.0,1,1.0,1.0),"
       "('x',x'00','y','1.50',NULL)"},
      {"CREATE TABLE t(rowid, b)", "INSERT INTO t VALUES(5,6)"},
      {"CREATE TABLE t(rowid, oid, _rowid_)", "INSERT INTO t VALUES(3,2,1)"},
      {"CREATE TABLE t(a INTEGER PRIMARY KEY, b)",
       "INSERT INTO t VALUES(9,'x'),(-3,'y')", "DELETE FROM t WHERE a = 9",
       "UPDATE t SET b = 'z'"},
      {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)", "BEGIN",
       "INSERT INTO t VALUES(2)", "SAVEPOINT s", "DELETE FROM t",
       "ROLLBACK TO s"},
      // --- after ALTER ---
      {"CREATE TABLE t(a, b UNIQUE)", "CREATE INDEX i ON t(a)",
       "INSERT INTO t VALUES(1,2)", "ALTER TABLE t RENAME TO u"},
      {"CREATE TABLE t(a, b)", "CREATE INDEX i ON t(a)",
       "ALTER TABLE t RENAME COLUMN a TO \"c d\""},
      {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)",
       "ALTER TABLE t ADD COLUMN b INT NOT NULL DEFAULT -5"},
      {"CREATE TABLE t(a, b, c)", "INSERT INTO t VALUES(1,2,3)",
       "ALTER TABLE t DROP COLUMN b"},
      {"CREATE TABLE p(x PRIMARY KEY)", "CREATE TABLE t(a REFERENCES p)",
       "ALTER TABLE p RENAME TO q"},
      // --- pragmas ---
      {"PRAGMA foreign_keys=ON", "PRAGMA recursive_triggers=1",
       "PRAGMA legacy_alter_table=true", "CREATE TABLE t(a)", "BEGIN"},
      {"PRAGMA ignore_check_constraints=1", "CREATE TABLE t(a CHECK(a>0))",
       "INSERT INTO t VALUES(-1)", "PRAGMA ignore_check_constraints=0"},
  };
  return scripts;
}

std::string Printed(const std::vector<Difference>& differences) {
  std::string out;
  for (const Difference& d : differences) {
    out +=
        d.section + "\n  expected:\n" + d.expected + "  actual:\n" + d.actual;
  }
  return out;
}

// Runs the script in both; false if this version refuses a statement. The world
// is then that of the refused prefix.
bool RunScript(const std::vector<std::string>& script, Engine& engine,
               shadow::Shadow* shadow) {
  for (const std::string& sql : script) {
    auto outcome = engine.Execute(sql);
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    const shadow::Verdict verdict = shadow->Judge(Step::FromSql(sql));
    const bool allowed = verdict.prediction.Allows(*outcome);
    EXPECT_TRUE(allowed) << sql << "\n  " << verdict.prediction.ToString()
                         << "\n  " << Describe(*outcome);
    if (!allowed || !verdict.prediction.predicted) return false;
    const bool accepted = std::holds_alternative<Accepted>(*outcome);
    shadow->Advance(verdict, accepted);
    if (!accepted) return false;
  }
  return true;
}

class Expectation : public ::testing::TestWithParam<std::string> {};

TEST_P(Expectation, IsWhatSqliteShows) {
  auto engine = OpenEngine(GetParam(), {});
  ASSERT_TRUE(engine.ok()) << engine.status();
  const Dialect dialect = (*engine)->info().dialect;
  Expecter expecter;  // one for all: what it remembers must not leak
  size_t compared = 0;
  for (const auto& script : Scripts()) {
    SCOPED_TRACE(script.front());
    ASSERT_TRUE((*engine)->Reset().ok());
    shadow::Shadow shadow(dialect);
    if (!RunScript(script, **engine, &shadow)) continue;
    auto observed = (*engine)->Observe({});
    ASSERT_TRUE(observed.ok()) << observed.status();
    const Observation expected = expecter.Expect(shadow.world(), {});
    const auto differences = Compare(expected, *observed);
    EXPECT_TRUE(differences.empty()) << Printed(differences);
    // Both sides have the same sections: nothing is passed by silently.
    std::set<std::string> names, wanted;
    for (const Section& s : observed->sections) names.insert(s.name);
    for (const Section& s : expected.sections) wanted.insert(s.name);
    EXPECT_EQ(names, wanted);
    // Remembered texts are the same texts.
    EXPECT_EQ(expecter.Expect(shadow.world(), {}).sections, expected.sections);
    EXPECT_EQ(Expecter().Expect(shadow.world(), {}).sections,
              expected.sections);
    ++compared;
  }
  if (dialect.version >= SqliteVersion{3, 37, 0}) {
    EXPECT_GE(compared, 80u);
  } else {
    EXPECT_GE(compared, 60u);
  }
}

// A database made afresh from the shadow shows the same as the one it is of.
TEST_P(Expectation, HoldsForADatabaseMadeAfresh) {
  auto engine = OpenEngine(GetParam(), {});
  ASSERT_TRUE(engine.ok()) << engine.status();
  const Dialect dialect = (*engine)->info().dialect;
  for (const auto& script : Scripts()) {
    SCOPED_TRACE(script.front());
    ASSERT_TRUE((*engine)->Reset().ok());
    shadow::Shadow shadow(dialect);
    if (!RunScript(script, **engine, &shadow)) continue;
    auto original = (*engine)->Observe({});
    ASSERT_TRUE(original.ok());
    ASSERT_TRUE((*engine)->Reset().ok());
    const std::vector<std::string> sql = RecreateSql(shadow.world());
    ASSERT_FALSE(sql.empty());
    for (const std::string& statement : sql) {
      auto outcome = (*engine)->Execute(statement);
      ASSERT_TRUE(outcome.ok());
      EXPECT_TRUE(std::holds_alternative<Accepted>(*outcome))
          << statement << ": " << Describe(*outcome);
    }
    if (shadow.world().in_transaction()) {
      ASSERT_TRUE((*engine)->Execute("BEGIN").ok());
    }
    auto fresh = (*engine)->Observe({});
    ASSERT_TRUE(fresh.ok());
    const auto differences = Compare(*original, *fresh);
    EXPECT_TRUE(differences.empty()) << Printed(differences);
  }
}

TEST_P(Expectation, ProbesAreAnsweredAsPredicted) {
  auto engine = OpenEngine(GetParam(), {});
  ASSERT_TRUE(engine.ok()) << engine.status();
  const Dialect dialect = (*engine)->info().dialect;
  size_t predicted = 0, refused = 0;
  for (const auto& script : Scripts()) {
    SCOPED_TRACE(script.front());
    ASSERT_TRUE((*engine)->Reset().ok());
    shadow::Shadow shadow(dialect);
    if (!RunScript(script, **engine, &shadow)) continue;
    // The message names the key's columns, and 3.26 drops one of these.
    if (dialect.version < SqliteVersion{3, 31, 0} &&
        script.front().find("a,a COLLATE nocase") != std::string::npos) {
      continue;
    }
    const std::vector<Step> probes = ProbesFor(shadow.world(), 40);
    const std::vector<Step> again = ProbesFor(shadow.world(), 40);
    EXPECT_EQ(probes, again);
    EXPECT_LE(ProbesFor(shadow.world(), 3).size(), 3u);
    for (const Step& probe : probes) {
      ASSERT_NE(probe.parsed, nullptr) << probe.sql;
      ASSERT_TRUE((*engine)->Execute("SAVEPOINT p").ok());
      const shadow::Verdict verdict = shadow.Judge(probe);
      auto outcome = (*engine)->Execute(probe.sql);
      ASSERT_TRUE(outcome.ok());
      EXPECT_TRUE(verdict.prediction.Allows(*outcome))
          << probe.sql << "\n  " << verdict.prediction.ToString() << "\n  "
          << Describe(*outcome);
      predicted += verdict.prediction.predicted ? 1 : 0;
      refused += std::holds_alternative<Refused>(*outcome) ? 1 : 0;
      ASSERT_TRUE((*engine)->Execute("ROLLBACK TO p").ok());
      ASSERT_TRUE((*engine)->Execute("RELEASE p").ok());
    }
  }
  EXPECT_GT(predicted, 300u);
  EXPECT_GT(refused, 50u);
}

INSTANTIATE_TEST_SUITE_P(Sqlite, Expectation,
                         ::testing::ValuesIn(SqliteSpecs()),
                         [](const auto& info) {
                           return "Build" + std::to_string(info.index);
                         });

}  // namespace
}  // namespace alterego
