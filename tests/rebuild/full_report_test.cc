// What a plan and a report tell: the way, locks, growth, conversions, what was
// wrong before; and SQLite's own ALTER TABLE as a way.
#include <algorithm>
#include <filesystem>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/temporary_folder.h"
#include "gtest/gtest.h"
#include "rebuild/analyze.h"
#include "tests/rebuild/full_cases.h"

namespace alterego::rebuild {
namespace {

constexpr char kSetup[] =
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT);"
    "CREATE VIEW v AS SELECT \"text\", b FROM t;"
    "INSERT INTO t VALUES(1,'1',1),(2,NULL,2),(3,'3',3);";

FullPlan PlanOf(const TestDatabase& database, const std::string& sql,
                Strategy strategy) {
  Connection connection(database.api(), database.db());
  Options options;
  options.mode = Mode::kFull;
  options.strategy = strategy;
  const auto plan = PlanAlter(connection, sql, options);
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *plan : FullPlan();
}

Report Apply(const TestDatabase& database, const std::string& sql,
             Options options) {
  Connection connection(database.api(), database.db());
  options.mode = Mode::kFull;
  const auto report = Alter(connection, sql, options);
  EXPECT_TRUE(report.ok()) << report.status();
  return report.ok() ? *report : Report();
}

TEST(FullReportTest, SaysWhichWayIsTaken) {
  const struct {
    const char* alter;
    Strategy strategy;
    const char* way;
  } kCases[] = {
      // By cost, and as it is told.
      {"ALTER TABLE t DROP COLUMN c", Strategy::kAuto, "native"},
      {"ALTER TABLE t DROP COLUMN c", Strategy::kEdit, "rebuild"},
      {"ALTER TABLE t DROP COLUMN c", Strategy::kRebuild, "rebuild"},
      {"ALTER TABLE t DROP COLUMN c", Strategy::kNative, "native"},
      {"ALTER TABLE t RENAME TO u, RENAME b TO d, ADD x DEFAULT 3",
       Strategy::kNative, "native"},
      {"ALTER TABLE t RENAME b TO d", Strategy::kAuto, "edit"},
      // SQLite cannot say these.
      {"ALTER TABLE t DROP COLUMN IF EXISTS c", Strategy::kNative, "rebuild"},
      {"ALTER TABLE t ADD x FIRST", Strategy::kNative, "rebuild"},
      {"ALTER TABLE t RENAME b TO d, ALTER c TYPE TEXT", Strategy::kNative,
       "update"},
  };
  for (const auto& c : kCases) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(kSetup), "ok");
    EXPECT_EQ(PlanOf(database, c.alter, c.strategy).way, c.way) << c.alter;
  }
}

// DROP COLUMN of SQLite writes 'text' for "text" in the view.
TEST(FullReportTest, NativeLeavesTheSameTexts) {
  std::string first;
  for (Strategy s : {Strategy::kNative, Strategy::kEdit, Strategy::kRebuild}) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(kSetup), "ok");
    Options options;
    options.strategy = s;
    EXPECT_EQ(AlterFull(database, "ALTER TABLE t DROP COLUMN c, RENAME TO u",
                        options),
              "ok");
    EXPECT_EQ(TextOf(database, "v"),
              "CREATE VIEW v AS SELECT \"text\", b FROM \"u\"");
    if (first.empty()) first = Look(database);
    EXPECT_EQ(FirstDifference(first, Look(database)), "");
  }
}

// ADD COLUMN ... UNIQUE is in SQLite's words, and SQLite refuses it.
TEST(FullReportTest, WhatSqliteRefusesIsDoneOtherwise) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run(kSetup), "ok");
  Options options;
  options.strategy = Strategy::kNative;
  ASSERT_EQ(database.Run("BEGIN; INSERT INTO t VALUES(9,'9',9)"), "ok");
  EXPECT_EQ(AlterFull(database, "ALTER TABLE t RENAME b TO d, ADD x INT UNIQUE",
                      options),
            "ok");
  EXPECT_EQ(TextOf(database, "t"),
            "CREATE TABLE t(a INTEGER PRIMARY KEY, d TEXT, c INT, x INT "
            "UNIQUE)");
  EXPECT_EQ(database.Run("ROLLBACK"), "ok");
  EXPECT_EQ(TextOf(database, "t"),
            "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT)");
}

// What a plan's step of that kind says; "" if there is none.
std::string StepOf(const FullPlan& plan, std::string_view kind) {
  for (const FullStep& step : plan.steps) {
    if (step.kind == kind) return step.sql;
  }
  return "";
}

// Values that had to stay and did not: the caller's progress callback changes
// one on the way.
TEST(FullReportTest, WhatHadToStayIsComparedBeforeTheCommit) {
  constexpr char kDropped[] = "ALTER TABLE t DROP COLUMN c";
  const struct {
    const char* alter;
    Strategy strategy;
    Verify verify;
    const char* step;     // of the plan
    const char* message;  // nullptr: nobody looks
  } kCases[] = {
      {kDropped, Strategy::kRebuild, Verify::kRows, "gives the rows",
       "rows were changed in the copy: b was"},
      {kDropped, Strategy::kRebuild, Verify::kOff, "", nullptr},
      {"ALTER TABLE t ALTER c TYPE TEXT", Strategy::kAuto, Verify::kFull,
       "has the digest", "values that had to stay were changed"},
      {"ALTER TABLE t ALTER c TYPE TEXT", Strategy::kAuto, Verify::kRows,
       "has the digest", "values that had to stay were changed"},
      {"ALTER TABLE t ALTER c TYPE TEXT", Strategy::kAuto, Verify::kOff, "",
       nullptr},
      // No row is written, and none compared.
      {"ALTER TABLE t RENAME c TO d", Strategy::kAuto, Verify::kFull, "",
       nullptr},
  };
  for (const auto& c : kCases) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(kSetup), "ok");
    Options options;
    options.mode = Mode::kFull;
    options.strategy = c.strategy;
    options.verify = c.verify;
    Connection connection(database.api(), database.db());
    const auto plan = PlanAlter(connection, c.alter, options);
    ASSERT_TRUE(plan.ok()) << plan.status();
    const std::string step = StepOf(*plan, "verify");
    EXPECT_TRUE(absl::StrContains(step, c.step)) << c.alter << ": " << step;
    EXPECT_EQ(step.empty(), std::string_view(c.step).empty()) << c.alter;
    ASSERT_TRUE(ApplyPlan(connection, *plan, options).ok()) << c.alter;

    TestDatabase disturbed(SqliteApi::Linked());
    ASSERT_EQ(disturbed.Run(kSetup), "ok");
    bool done = false;
    options.progress = [&](std::string_view phase, int64_t rows, int64_t) {
      if (done || rows == 0 || (phase != "copy" && phase != "update")) {
        return true;
      }
      done = true;
      const char* table = c.strategy == Strategy::kRebuild
                              ? "alterego_copy_0 SET k1='x' WHERE rowid=1"
                              : "t SET b='x' WHERE a=1";
      EXPECT_EQ(disturbed.Run(absl::StrCat("UPDATE ", table)), "ok");
      return true;
    };
    const std::string before = Look(disturbed);
    const std::string answer = AlterFull(disturbed, c.alter, options);
    if (c.message == nullptr) {
      EXPECT_EQ(answer, "ok") << c.alter;
    } else {
      EXPECT_TRUE(absl::StrContains(answer, c.message)) << answer;
      EXPECT_EQ(FirstDifference(before, Look(disturbed)), "");
    }
  }
}

// To read a large one twice takes longer than to change it where it is.
TEST(FullReportTest, OfLargeTablesWhatChangesInPlaceIsComparedWhereAsked) {
  const struct {
    int rows;
    const char* alter;
    Verify verify;
    const char* step;
  } kCases[] = {
      {100000, "ALTER TABLE t ALTER c TYPE TEXT", Verify::kRows, "has the dig"},
      {100001, "ALTER TABLE t ALTER c TYPE TEXT", Verify::kRows, ""},
      {100001, "ALTER TABLE t ALTER c TYPE TEXT", Verify::kFull, "has the dig"},
      {100001, "ALTER TABLE t ADD d FIRST", Verify::kRows, "gives the rows"},
      {3, "ALTER TABLE t DROP COLUMN c", Verify::kRows, "has the digest"},
      {100001, "ALTER TABLE t DROP COLUMN c", Verify::kRows, ""},
  };
  for (const auto& c : kCases) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(absl::StrCat(
                  "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT);"
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n"
                  " LIMIT ",
                  c.rows, ") INSERT INTO t SELECT i, 'x', i FROM n")),
              "ok");
    Options options;
    options.mode = Mode::kFull;
    options.verify = c.verify;
    Connection connection(database.api(), database.db());
    const auto plan = PlanAlter(connection, c.alter, options);
    ASSERT_TRUE(plan.ok()) << plan.status();
    const std::string step = StepOf(*plan, "verify");
    EXPECT_TRUE(absl::StrContains(step, c.step)) << c.alter << ": " << step;
    EXPECT_EQ(step.empty(), std::string_view(c.step).empty())
        << c.alter << ", " << c.rows << " rows: " << step;
  }
}

TEST(FullReportTest, ComparingTellsHowFarItIsAndCanBeCancelled) {
  for (const Strategy strategy : {Strategy::kRebuild, Strategy::kEdit}) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run("CREATE TABLE t(a INTEGER PRIMARY KEY, b INT);"
                           "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT"
                           " i+1 FROM n LIMIT 25000) INSERT INTO t SELECT i, i"
                           " FROM n"),
              "ok");
    Options options;
    options.strategy = strategy;
    std::vector<int64_t> told;
    options.progress = [&](std::string_view phase, int64_t rows, int64_t all) {
      if (phase != "verify" || rows == 0) return true;
      EXPECT_EQ(all, 25000);
      told.push_back(rows);
      return rows < 20000;
    };
    const std::string before = Look(database);
    const std::string answer =
        AlterFull(database, "ALTER TABLE t ALTER b TYPE TEXT", options);
    EXPECT_TRUE(absl::StrContains(answer, "cancelled")) << answer;
    EXPECT_EQ(told, (std::vector<int64_t>{10000, 20000}));
    EXPECT_EQ(FirstDifference(before, Look(database)), "");
  }
}

TEST(FullReportTest, NativeIsOfTheFullMode) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run(kSetup), "ok");
  Connection connection(database.api(), database.db());
  Options options;
  options.strategy = Strategy::kNative;
  const auto report = Alter(connection, "ALTER TABLE t RENAME TO u", options);
  EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(FullReportTest, TellsLocksAndGrowth) {
  const TemporaryFolder folder;
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run(kSetup), "ok");
  const FullPlan memory =
      PlanOf(database, "ALTER TABLE t ALTER b TYPE BLOB", Strategy::kRebuild);
  ASSERT_EQ(memory.locks.size(), 1u);
  EXPECT_EQ(memory.locks[0], "main: of this connection alone");
  EXPECT_GT(memory.growth_bytes, 0);
  EXPECT_TRUE(absl::StrContains(memory.ToText(), "bytes larger afterwards"));

  for (const char* journal : {"wal", "delete"}) {
    const std::string name = absl::StrCat("x", journal);
    ASSERT_EQ(database.Run(
                  absl::StrCat("ATTACH '", folder / journal, "' AS ", name,
                               "; PRAGMA ", name, ".journal_mode=", journal,
                               "; CREATE TABLE ", name, ".s", journal, "(a)")),
              "ok");
    const FullPlan plan =
        PlanOf(database, absl::StrCat("ALTER TABLE s", journal, " ADD b"),
               Strategy::kAuto);
    ASSERT_EQ(plan.locks.size(), 1u);
    EXPECT_TRUE(absl::StrContains(
        plan.locks[0], absl::StrCat(name, ": nobody else can write")));
    EXPECT_EQ(absl::StrContains(plan.locks[0], "what was there before"),
              journal[0] == 'w')
        << plan.locks[0];
  }
  const FullPlan move =
      PlanOf(database, "ALTER TABLE swal SET SCHEMA xdelete", Strategy::kAuto);
  EXPECT_EQ(move.locks.size(), 2u);
}

TEST(FullReportTest, ADefaultThatRowsMayReadReadsAllRows) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run("CREATE TABLE t(a, b, c NOT NULL, d INT)"), "ok");
  const struct {
    const char* alter;
    bool scans;
  } kCases[] = {
      {"ALTER TABLE t ALTER d SET DEFAULT 1", true},
      {"ALTER TABLE t ALTER b SET DEFAULT 1", false},  // c is in every row
      {"ALTER TABLE t ALTER a SET DEFAULT 1", false},
  };
  for (const auto& c : kCases) {
    const FullPlan plan = PlanOf(database, c.alter, Strategy::kAuto);
    EXPECT_EQ(absl::StrContains(absl::StrJoin(plan.warnings, "\n"),
                                "reads all rows of t: those that ADD COLUMN"),
              c.scans)
        << plan.ToText();
  }
}

TEST(FullReportTest, CountsWhatIsConverted) {
  const struct {
    const char* alter;
    const char* converted;
  } kCases[] = {
      {"ALTER TABLE t ALTER b TYPE INTEGER", "t.b INTEGER 2"},
      {"ALTER TABLE t ALTER c TYPE TEXT", "t.c TEXT 3"},
      {"ALTER TABLE t ALTER c TYPE REAL, ALTER b TYPE NUMERIC",
       "t.c REAL 3, t.b NUMERIC 2"},
      {"ALTER TABLE t ALTER c TYPE BIGINT", ""},
      {"ALTER TABLE t ALTER c TYPE BLOB", ""},
      {"ALTER TABLE t ALTER c TYPE TEXT USING c || 'x'", "t.c TEXT 3"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.alter);
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(kSetup), "ok");
    std::vector<std::string> found;
    for (const Conversion& one : Apply(database, c.alter, {}).converted) {
      found.push_back(absl::StrCat(one.column, " ", one.type, " ", one.values));
    }
    EXPECT_EQ(absl::StrJoin(found, ", "), c.converted);
  }
}

// SQLite leaves what ANALYZE has counted to the old name.
TEST(FullReportTest, StatisticsFollowTheName) {
  for (Strategy s : {Strategy::kAuto, Strategy::kRebuild, Strategy::kNative}) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run("CREATE TABLE t(a UNIQUE, b); CREATE INDEX i ON "
                           "t(b); INSERT INTO t VALUES(1, 2); ANALYZE"),
              "ok");
    Options options;
    options.strategy = s;
    ASSERT_EQ(AlterFull(database, "ALTER TABLE t RENAME TO u", options), "ok");
    EXPECT_EQ(Value(database,
                    "SELECT group_concat(tbl||' '||idx, ', ') FROM "
                    "(SELECT * FROM sqlite_stat1 ORDER BY 2)"),
              "u i, u sqlite_autoindex_u_1");
  }
}

TEST(FullReportTest, WhatWasWrongBeforeIsReportedAndNoReason) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run("CREATE TABLE p(a PRIMARY KEY); CREATE TABLE t(a, b "
                         "REFERENCES p); INSERT INTO t VALUES(1, 2)"),
            "ok");
  Options options;
  options.verify = Verify::kFull;
  const Report report =
      Apply(database, "ALTER TABLE t ALTER a TYPE TEXT", options);
  ASSERT_EQ(report.found_before.size(), 1u);
  EXPECT_EQ(report.found_before[0], "row 1 of t has no parent in p");
}

TEST(FullReportTest, AnalyzeReadsAsMuchAsStatisticsSay) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(
      database.Run("CREATE TABLE t(a, b); CREATE INDEX i ON t(a);"
                   "CREATE TABLE u(a, b); CREATE INDEX j ON u(a);"
                   "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM "
                   "n WHERE x<2000) INSERT INTO t SELECT x/100, x FROM n;"
                   "INSERT INTO u SELECT * FROM t; PRAGMA analysis_limit=0"),
      "ok");
  ASSERT_EQ(AlterFull(database, "ALTER TABLE t ALTER a SET STATISTICS 50"),
            "ok");
  for (const char* sql : {"ANALYZE", "analyze main;", "ANALYZE /* t */ t",
                          "ANALYZE main.\"T\""}) {
    SCOPED_TRACE(sql);
    Connection connection(database.api(), database.db());
    ASSERT_TRUE(IsAnalyze(sql));
    ASSERT_EQ(Analyze(connection, sql), absl::OkStatus());
    // All rows have been read where the average is exact: 2000 in 21 groups.
    EXPECT_NE(Value(database, "SELECT stat FROM sqlite_stat1 WHERE idx='i'"),
              "2000 96");
    EXPECT_EQ(Value(database, "PRAGMA analysis_limit"), "0");
    if (std::string_view(sql).size() > 14) continue;
    EXPECT_EQ(Value(database, "SELECT stat FROM sqlite_stat1 WHERE idx='j'"),
              "2000 96");
  }
  EXPECT_FALSE(IsAnalyze("SELECT 1"));
}

}  // namespace
}  // namespace alterego::rebuild
