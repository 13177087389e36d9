#include "engines/sqlite_engine.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "engines/rebuild_engine.h"
#include "model/identifier.h"
#include "model/value.h"
#include "tests/engines/builds.h"
#include "tests/engines/lying_engine.h"

namespace alterego {
namespace {

std::unique_ptr<Engine> Open(std::string_view spec,
                             const EngineOptions& options = {}) {
  auto engine = OpenEngine(spec, options);
  EXPECT_TRUE(engine.ok()) << engine.status();
  return engine.ok() ? *std::move(engine) : nullptr;
}

void Accept(Engine& engine, const std::vector<std::string>& statements) {
  for (const std::string& sql : statements) {
    auto outcome = engine.Execute(sql);
    ASSERT_TRUE(outcome.ok()) << sql << ": " << outcome.status();
    EXPECT_TRUE(std::holds_alternative<Accepted>(*outcome))
        << sql << ": " << Describe(*outcome);
  }
}

Observation Look(Engine& engine, const ObserveOptions& options = {}) {
  auto observation = engine.Observe(options);
  EXPECT_TRUE(observation.ok()) << observation.status();
  return observation.ok() ? *std::move(observation) : Observation{};
}

std::string TextOf(const Observation& observation, std::string_view name) {
  const Section* section = observation.Find(name);
  if (section == nullptr) return "(none)";
  switch (section->status) {
    case Section::Status::kRows:
      return section->text;
    case Section::Status::kRefused:
      return "refused: " + section->text;
    case Section::Status::kUnavailable:
      return "unavailable: " + section->text;
  }
  return "";
}

std::vector<std::string> NamesOf(const Observation& observation) {
  std::vector<std::string> out;
  for (const Section& section : observation.sections) {
    out.push_back(section.name);
  }
  return out;
}

std::string TempPath(const std::string& name) {
  return (std::filesystem::temp_directory_path() /
          (name + "." + std::to_string(getpid())))
      .string();
}

TEST(SqliteEngine, ObservesAnEmptyDatabase) {
  for (const std::string& spec : SqliteSpecs()) {
    SCOPED_TRACE(spec);
    auto engine = Open(spec);
    const Observation seen = Look(*engine);
    EXPECT_EQ(NamesOf(seen),
              (std::vector<std::string>{
                  "connection", "fk_check main", "fk_check temp", "header main",
                  "integrity main", "integrity temp", "schema main",
                  "schema temp", "tables"}));
    EXPECT_EQ(TextOf(seen, "connection"), "0|0|0|0\n");
    EXPECT_EQ(TextOf(seen, "header main"), "0|0\n");
    EXPECT_EQ(TextOf(seen, "integrity main"), "'ok'\n");
    EXPECT_EQ(TextOf(seen, "schema main"), "");
  }
}

struct SectionCase {
  std::vector<std::string> sql;
  std::string section;
  std::string text;
  SqliteVersion since{3, 26, 0};
};

std::vector<SectionCase> RowsCases() {
  return {
      {{"CREATE TABLE t(a,b)",
        "INSERT INTO t VALUES(1,-2),(1.5,-0.0),(1e300,9e999),(NULL,'it''s'),"
        "(x'00ff','')"},
       "rows main.t",
       "1|1|-2\n2|1.5|-0.0\n3|1e+300|9e999\n4|NULL|'it''s'\n5|x'00ff'|''\n"},
      {{"CREATE TABLE t(a)",
        "INSERT INTO t VALUES(CAST(x'6100' AS TEXT)),(CAST(x'ff' AS TEXT)),"
        "('a'||char(10)||'b'),(9223372036854775807),(-9223372036854775808)"},
       "rows main.t",
       "1|CAST(x'6100' AS TEXT)\n2|CAST(x'ff' AS TEXT)\n3|'a\nb'\n"
       "4|9223372036854775807\n5|-9223372036854775808\n"},
      // The rowid shows through whichever of its names is free.
      {{"CREATE TABLE t(rowid)", "INSERT INTO t(oid,rowid) VALUES(7,'x')"},
       "rows main.t",
       "7|'x'\n"},
      {{"CREATE TABLE t(ROWID, \"oid\")",
        "INSERT INTO t(_rowid_,rowid,oid) VALUES(7,'x','y')"},
       "rows main.t",
       "7|'x'|'y'\n"},
      {{"CREATE TABLE t(rowid,oid,_rowid_)", "INSERT INTO t VALUES(3,2,1)"},
       "rows main.t",
       "3|2|1\n"},
      {{"CREATE TABLE t(b,a,PRIMARY KEY(a DESC)) WITHOUT ROWID",
        "INSERT INTO t VALUES(1,1),(3,3),(2,2)", "CREATE INDEX i ON t(b,a)"},
       "rows main.t",
       "3|3\n2|2\n1|1\n"},
      {{"CREATE TABLE t(a INTEGER PRIMARY KEY, without_rowid)",
        "INSERT INTO t VALUES(5,6),(4,7)"},
       "rows main.t",
       "4|4|7\n5|5|6\n"},
      // A covering index must not change the order.
      {{"CREATE TABLE t(rowid,oid,_rowid_)",
        "INSERT INTO t VALUES(9,0,0),"
        "(1,0,0)",
        "CREATE INDEX i ON t(rowid,oid,_rowid_)"},
       "rows main.t",
       "9|0|0\n1|0|0\n"},
      {{"CREATE TABLE t(a, b AS (a*2), c AS (a+1) STORED)",
        "INSERT INTO t VALUES(4)"},
       "rows main.t",
       "1|4|8|5\n",
       {3, 31, 0}},
      {{"CREATE TEMP TABLE t(a)", "INSERT INTO t VALUES(1)"},
       "rows temp.t",
       "1|1\n"},
      {{"ATTACH ':memory:' AS \"other\"", "CREATE TABLE other.t(a)",
        "INSERT INTO other.t VALUES(1)"},
       "rows other.t",
       "1|1\n"},
      {{"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)",
        "INSERT INTO t VALUES(41)"},
       "rows main.sqlite_sequence",
       "1|'t'|41\n"},
      {{"CREATE TABLE t(a)", "CREATE INDEX i ON t(a)",
        "INSERT INTO t VALUES(41)", "ANALYZE"},
       "rows main.sqlite_stat1",
       "1|'t'|'i'|'1 1'\n"},
      {{"PRAGMA encoding='UTF-16be'", "CREATE TABLE \"t\xC3\xA4\"(a)",
        "INSERT INTO \"t\xC3\xA4\" VALUES('\xE2\x82\xAC\xF0\x9F\x99\x82')"},
       "rows main.t\xC3\xA4",
       "1|'\xE2\x82\xAC\xF0\x9F\x99\x82'\n"},
  };
}

std::vector<SectionCase> NameCases() {
  std::vector<SectionCase> out;
  // Names of all kinds, as table and as column.
  for (const std::string name : {"",
                                 " ",
                                 "a b",
                                 "select",
                                 "a\"b",
                                 "a'b",
                                 "a]b",
                                 "a`b",
                                 "a.b",
                                 "a|b",
                                 "a\nb",
                                 "rowid",
                                 "main",
                                 "\xE2\x80\xAE"
                                 "evil",
                                 "\xC3(",
                                 "t;--",
                                 "SQLITE",
                                 "'",
                                 "\"",
                                 "[",
                                 "(",
                                 "without rowid"}) {
    const std::string quoted = Identifier(name).Quoted();
    out.push_back({{"CREATE TABLE " + quoted + "(" + quoted + ")",
                    "INSERT INTO " + quoted + " VALUES(1)",
                    "CREATE INDEX \"i" + quoted.substr(1) + " ON " + quoted +
                        "(" + quoted + ")"},
                   "rows main." + name,
                   "1|1\n"});
    out.push_back(out.back());
    out.back().section = "xinfo main." + name;
    out.back().text = "0|" + Value::Text(name).ToLiteral() + "|''|0|NULL|0|0\n";
    out.push_back(out.back());
    out.back().section = "indexes main." + name;
    out.back().text = Value::Text("i" + name).ToLiteral() + "|0|'c'|0\n";
    out.push_back(out.back());
    out.back().section = "index main.i" + name;
    out.back().text = "0|0|" + Value::Text(name).ToLiteral() +
                      "|0|'BINARY'|1\n1|-1|NULL|0|'BINARY'|0\n";
  }
  return out;
}

std::vector<SectionCase> OtherCases() {
  return {
      {{"CREATE  TABLE  t ( a ) -- x", "CREATE TEMP VIEW v AS SELECT 'x'",
        "CREATE INDEX i ON t(a)"},
       "schema main",
       "'table'|'t'|'t'|'CREATE TABLE t ( a )'\n"
       "'index'|'i'|'t'|'CREATE INDEX i ON t(a)'\n"},
      {{"CREATE TEMP VIEW v AS SELECT 'x'"},
       "schema temp",
       "'view'|'v'|'v'|'CREATE VIEW v AS SELECT ''x'''\n"},
      {{"CREATE TABLE t(a INT NOT NULL DEFAULT -5, b TEXT PRIMARY KEY)"},
       "xinfo main.t",
       "0|'a'|'INT'|1|'-5'|0|0\n1|'b'|'TEXT'|0|NULL|1|0\n"},
      {{"CREATE TABLE t(a, b AS (a), c AS (a) STORED)"},
       "xinfo main.t",
       "0|'a'|''|0|NULL|0|0\n1|'b'|''|0|NULL|0|2\n2|'c'|''|0|NULL|0|3\n",
       {3, 31, 0}},
      {{"CREATE TABLE t(a UNIQUE, b)", "CREATE UNIQUE INDEX i ON t(b) WHERE a"},
       "indexes main.t",
       "'i'|1|'c'|1\n'sqlite_autoindex_t_1'|1|'u'|0\n"},
      {{"CREATE TABLE t(a REFERENCES p ON DELETE CASCADE, b, FOREIGN KEY(b,a) "
        "REFERENCES q(x,y) ON UPDATE SET NULL)"},
       "fks main.t",
       "0|0|'q'|'b'|'x'|'SET NULL'|'NO ACTION'|'NONE'\n"
       "0|1|'q'|'a'|'y'|'SET NULL'|'NO ACTION'|'NONE'\n"
       "1|0|'p'|'a'|NULL|'NO ACTION'|'CASCADE'|'NONE'\n"},
      {{"CREATE TABLE u(a)", "CREATE VIEW v AS SELECT 1", "CREATE TABLE t(a,b)",
        "CREATE TABLE w(a PRIMARY KEY) WITHOUT ROWID"},
       "tables",
       "'main'|'t'|'table'|2|0|0\n'main'|'u'|'table'|1|0|0\n"
       "'main'|'v'|'view'|*|0|0\n'main'|'w'|'table'|1|1|0\n",
       {3, 37, 0}},
      // Views: names first, lines sorted, refusals by their reason.
      {{"CREATE TABLE t(a)", "INSERT INTO t VALUES(3),(1),(2)",
        "CREATE VIEW v(\"x y\", z) AS SELECT a, 'q' FROM t ORDER BY a DESC"},
       "view main.v",
       "'x y'|'z'\n1|'q'\n2|'q'\n3|'q'\n"},
      {{"CREATE VIEW v AS SELECT 1 AS a WHERE 0"}, "view main.v", "'a'\n"},
      {{"CREATE VIEW v AS SELECT * FROM gone"},
       "view main.v",
       "refused: no_such_table"},
      {{"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT a, b FROM t"},
       "view main.v",
       "refused: no_such_column"},
      {{"CREATE VIEW v AS SELECT * FROM v"},
       "view main.v",
       "refused: circular_view"},
      {{"CREATE VIEW v AS SELECT abs(-9223372036854775808)"},
       "view main.v",
       "refused: mismatch"},
      {{"CREATE VIEW v(a) AS SELECT 1, 2"},
       "view main.v",
       "refused: width_mismatch"},
      {{"CREATE TABLE p(x PRIMARY KEY)", "CREATE TABLE c(y REFERENCES p)",
        "INSERT INTO c VALUES(2),(1)"},
       "fk_check main",
       "'c'|1|'p'|0\n'c'|2|'p'|0\n"},
      {{"CREATE TABLE p(x)", "CREATE TABLE c(y REFERENCES p(x))"},
       "fk_check main",
       "refused: foreign_key_mismatch"},
      {{"PRAGMA ignore_check_constraints=1", "CREATE TABLE t(a CHECK(a>0))",
        "INSERT INTO t VALUES(-1)", "PRAGMA ignore_check_constraints=0"},
       "integrity main",
       "'CHECK constraint failed in t'\n"},
      {{"PRAGMA foreign_keys=1", "PRAGMA recursive_triggers=1",
        "PRAGMA legacy_alter_table=1", "BEGIN"},
       "connection",
       "1|1|1|1\n"},
      {{"PRAGMA user_version=7", "PRAGMA application_id=-3"},
       "header main",
       "7|-3\n"},
      // Virtual tables: schema, xinfo and tables, no rows of their own.
      {{"CREATE VIRTUAL TABLE f USING fts5(a)"}, "rows main.f", "(none)"},
      {{"CREATE VIRTUAL TABLE f USING fts5(a)"},
       "xinfo main.f",
       "0|'a'|''|0|NULL|0|0\n1|'f'|''|0|NULL|0|1\n2|'rank'|''|0|NULL|0|1\n"},
  };
}

void RunSectionCases(const std::vector<SectionCase>& cases) {
  for (const std::string& spec : SqliteSpecs()) {
    auto engine = Open(spec);
    for (const SectionCase& c : cases) {
      if (engine->info().dialect.version < c.since) continue;
      SCOPED_TRACE(spec + ": " + c.sql.front());
      ASSERT_TRUE(engine->Reset().ok());
      Accept(*engine, c.sql);
      const Observation seen = Look(*engine);
      EXPECT_EQ(TextOf(seen, c.section), c.text) << c.section;
      EXPECT_TRUE(std::is_sorted(
          seen.sections.begin(), seen.sections.end(),
          [](const Section& a, const Section& b) { return a.name < b.name; }));
    }
  }
}

TEST(SqliteEngine, ObservesRows) { RunSectionCases(RowsCases()); }
TEST(SqliteEngine, ObservesHostileNames) { RunSectionCases(NameCases()); }
TEST(SqliteEngine, ObservesStructureAndViews) { RunSectionCases(OtherCases()); }

TEST(SqliteEngine, ObservesWhatIsAskedFor) {
  auto engine = Open("sqlite");
  Accept(*engine, {"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT 1"});
  const Observation bare = Look(
      *engine,
      {.structure = false, .rows = false, .views = false, .integrity = false});
  EXPECT_EQ(NamesOf(bare),
            (std::vector<std::string>{"connection", "header main",
                                      "schema main", "schema temp"}));
  const Observation rows = Look(
      *engine,
      {.structure = false, .rows = true, .views = false, .integrity = false});
  EXPECT_NE(rows.Find("rows main.t"), nullptr);
  EXPECT_EQ(rows.Find("view main.v"), nullptr);
}

// A view may have more rows than anybody could read: 10,000 are enough.
TEST(SqliteEngine, ReadsNotAllOfAView) {
  auto engine = Open("sqlite");
  Accept(*engine,
         {"CREATE TABLE t(a)",
          "INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + "
          "1 FROM c LIMIT 10000) SELECT x FROM c",
          "CREATE VIEW v AS SELECT 0 AS z FROM t",
          "CREATE VIEW w AS SELECT 0 AS z FROM v a, v b, v c"});
  const Observation seen = Look(*engine);
  EXPECT_EQ(TextOf(seen, "view main.v").size(), 4u + 10000 * 2);
  EXPECT_EQ(TextOf(seen, "view main.w"), "'z'\nmore rows than are read\n");
}

// Statements are kept between observations: they must not show what was.
TEST(SqliteEngine, SeesEverySchemaChange) {
  for (const std::string& spec : SqliteSpecs()) {
    SCOPED_TRACE(spec);
    auto engine = Open(spec);
    Accept(*engine, {"CREATE TABLE t(a,b)", "INSERT INTO t VALUES(1,2)",
                     "CREATE VIEW v AS SELECT * FROM t"});
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1|2\n");
    Accept(*engine, {"ALTER TABLE t ADD c DEFAULT 'x'"});
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1|2|'x'\n");
    EXPECT_EQ(TextOf(Look(*engine), "view main.v"), "'a'|'b'|'c'\n1|2|'x'\n");
    Accept(*engine,
           {"BEGIN", "ALTER TABLE t RENAME a TO z", "ALTER TABLE t ADD d"});
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1|2|'x'|NULL\n");
    Accept(*engine, {"ROLLBACK"});
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1|2|'x'\n");
    EXPECT_EQ(TextOf(Look(*engine), "view main.v"), "'a'|'b'|'c'\n1|2|'x'\n");
    Accept(*engine, {"DROP VIEW v", "DROP TABLE t",
                     "CREATE TABLE t(rowid PRIMARY KEY) WITHOUT ROWID",
                     "INSERT INTO t VALUES(3)"});
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "3\n");
    Accept(*engine, {"CREATE TEMP TABLE t(q)", "INSERT INTO t VALUES(1)"});
    EXPECT_EQ(TextOf(Look(*engine), "rows temp.t"), "1|1\n");
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "3\n");
    // A refused ALTER in a transaction leaves a stale schema in memory. (3.26
    // even keeps the edited text: the schema is malformed from there on.)
    if (engine->info().dialect.version < SqliteVersion{3, 31, 0}) continue;
    Accept(*engine, {"BEGIN"});
    auto refused = engine->Execute("ALTER TABLE main.t ADD e CHECK(zz)");
    ASSERT_TRUE(refused.ok());
    EXPECT_TRUE(std::holds_alternative<Refused>(*refused));
    EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "3\n");
    Accept(*engine, {"ROLLBACK"});
  }
}

TEST(SqliteEngine, ObservingChangesNothing) {
  auto engine = Open("sqlite");
  Accept(*engine, {"CREATE TABLE t(a)", "BEGIN", "INSERT INTO t VALUES(1)"});
  const Observation first = Look(*engine);
  const Observation second = Look(*engine);
  EXPECT_EQ(first.sections, second.sections);
  Accept(*engine,
         {"CREATE TABLE r AS SELECT changes() AS c, last_insert_rowid() AS l"});
  EXPECT_EQ(TextOf(Look(*engine), "rows main.r"), "1|1|1\n");
}

TEST(SqliteEngine, RefusesMoreThanOneStatement) {
  auto engine = Open("sqlite");
  Accept(*engine, {"CREATE TABLE t(a);", "INSERT INTO t VALUES(1) ; -- done",
                   "SELECT * FROM t /* open"});
  auto outcome = engine->Execute("INSERT INTO t VALUES(2); DROP TABLE t");
  ASSERT_TRUE(outcome.ok());
  const auto* refused = std::get_if<Refused>(&*outcome);
  ASSERT_NE(refused, nullptr);
  EXPECT_EQ(refused->reason, Reason::kSyntax);
  EXPECT_EQ(refused->message, "near \"DROP\": syntax error");
  EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1\n");
  EXPECT_FALSE(engine->Execute(std::string_view("SELECT 1\0x", 10)).ok());
}

TEST(SqliteEngine, LosesAStatementThatTakesTooLong) {
  EngineOptions options;
  options.statement_timeout_ms = 50;
  for (const std::string& spec : SqliteSpecs()) {
    SCOPED_TRACE(spec);
    auto engine = Open(spec, options);
    constexpr char kEndless[] =
        "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c) "
        "SELECT count(*) FROM c";
    auto outcome = engine->Execute(kEndless);
    ASSERT_TRUE(outcome.ok());
    const auto* lost = std::get_if<Lost>(&*outcome);
    ASSERT_NE(lost, nullptr) << Describe(*outcome);
    EXPECT_EQ(lost->how, Lost::How::kTimeout);
    ASSERT_TRUE(engine->Reset().ok());
    Accept(*engine,
           {"CREATE TABLE t(a)", std::string("CREATE VIEW v AS ") + kEndless});
    EXPECT_EQ(TextOf(Look(*engine), "view main.v"), "unavailable: time limit");
    Accept(*engine, {"INSERT INTO t VALUES(1)"});
  }
}

TEST(SqliteEngine, ReopenKeepsTheDatabaseAndNothingElse) {
  for (const std::string& spec : SqliteSpecs()) {
    for (const bool in_file : {false, true}) {
      SCOPED_TRACE(spec + (in_file ? " in a file" : ""));
      EngineOptions options;
      if (in_file) options.database_path = TempPath("alterego_reopen.db");
      auto engine = Open(spec, options);
      ASSERT_TRUE(engine->Reopen().ok());  // with nothing in it
      Accept(*engine,
             {"PRAGMA page_size=1024", "PRAGMA encoding='UTF-16le'",
              "CREATE TABLE t(a PRIMARY KEY, b)", "CREATE INDEX i ON t(b)",
              "INSERT INTO t(rowid,a,b) VALUES(9,'x',1.5)",
              "CREATE VIEW v AS SELECT * FROM t", "PRAGMA user_version=5",
              "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END"});
      const Observation before = Look(*engine);
      Accept(*engine,
             {"PRAGMA foreign_keys=1", "CREATE TEMP TABLE e(a)", "BEGIN",
              "INSERT INTO t VALUES('gone',2)", "CREATE TABLE gone(a)"});
      ASSERT_TRUE(engine->Reopen().ok());
      const Observation after = Look(*engine);
      EXPECT_EQ(before.sections, after.sections);
      // And it can be written to, beyond its old size.
      Accept(*engine,
             {"INSERT INTO t SELECT 'n'||value, value FROM (WITH c(value) "
              "AS (SELECT 1 UNION ALL SELECT value+1 FROM c LIMIT 900)"
              " SELECT value FROM c)"});
      ASSERT_TRUE(engine->Reopen().ok());
      EXPECT_EQ(TextOf(Look(*engine), "integrity main"), "'ok'\n");
      ASSERT_TRUE(engine->Reset().ok());
      EXPECT_EQ(TextOf(Look(*engine), "schema main"), "");
      EXPECT_EQ(TextOf(Look(*engine), "connection"), "0|0|0|0\n");
      engine.reset();
      if (in_file) std::filesystem::remove(options.database_path);
    }
  }
}

TEST(SqliteEngine, CreatesItsOwnFile) {
  EngineOptions options;
  options.database_path = TempPath("alterego_there.db");
  std::ofstream(options.database_path) << "x";
  EXPECT_EQ(OpenEngine("sqlite", options).status().code(),
            absl::StatusCode::kAlreadyExists);
  std::filesystem::remove(options.database_path);
}

TEST(SqliteEngine, ReadsTheDialectOfAFreshConnection) {
  for (const std::string& spec : SqliteSpecs()) {
    SCOPED_TRACE(spec);
    auto engine = Open(spec);
    const EngineInfo& info = engine->info();
    EXPECT_EQ(info.spec, spec);
    EXPECT_EQ(info.name, "sqlite-" + info.dialect.version.ToString());
    EXPECT_FALSE(info.build_id.empty());
    Dialect expected;  // the defaults of the library
    expected.version = info.dialect.version;
    EXPECT_EQ(info.dialect, expected);
  }
}

TEST(RebuildEngine, KnowsAnAlterFromItsFirstWord) {
  EXPECT_TRUE(IsAlter("ALTER TABLE t RENAME TO u"));
  EXPECT_TRUE(IsAlter(" /* x */ -- y\n;alTer table t ADD c"));
  EXPECT_FALSE(IsAlter("EXPLAIN ALTER TABLE t ADD c"));
  EXPECT_FALSE(IsAlter("SELECT 'ALTER'"));
  EXPECT_FALSE(IsAlter("\"ALTER\" TABLE t ADD c"));
  EXPECT_FALSE(IsAlter("ALTERED"));
  EXPECT_FALSE(IsAlter(""));
}

TEST(RebuildEngine, IsNamedAfterTheSqliteBelow) {
  auto engine = Open("rebuild");
  EXPECT_EQ(engine->info().name.rfind("rebuild-3.", 0), 0u);
  Accept(*engine, {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)"});
  EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1\n");
  ASSERT_TRUE(engine->Reopen().ok());
  EXPECT_EQ(TextOf(Look(*engine), "rows main.t"), "1|1\n");
}

TEST(LyingEngine, Lies) {
  LyingEngine::Lies lies;
  lies.rewrite = [](std::string_view sql) {
    return sql == "DROP TABLE t" ? std::string("SELECT 1") : std::string(sql);
  };
  lies.answer = [](std::string_view, Outcome) { return Outcome(Accepted{}); };
  LyingEngine liar(Open("sqlite"), lies);
  Accept(liar, {"CREATE TABLE t(a)", "DROP TABLE t", "nonsense"});
  EXPECT_NE(Look(liar).Find("rows main.t"), nullptr);
}

}  // namespace
}  // namespace alterego
