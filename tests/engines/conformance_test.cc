// What every driver must do, whatever engine is behind it: engines/PROTOCOL.md
// as a test. Run for the drivers of this repository whose engine is here, and
// for the fake driver of these tests.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engines/process_engine.h"
#include "tests/places.h"

namespace alterego {
namespace {

using ::testing::HasSubstr;

class ConformanceTest : public ::testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    auto opened = GetParam() == "fake"
                      ? ProcessEngine::Open("process:fake",
                                            {"python3", ALTEREGO_SOURCE_DIR
                                             "/tests/engines/fake_driver.py"},
                                            {})
                      : OpenEngine(GetParam(), {});
    if (!opened.ok()) {
      // It must say how the engine is had; then there is nothing to test.
      EXPECT_THAT(std::string(opened.status().message()),
                  HasSubstr("to install it: "));
      GTEST_SKIP() << opened.status();
    }
    engine_ = *std::move(opened);
  }

  ProcessEngine& engine() { return static_cast<ProcessEngine&>(*engine_); }
  std::string Run(std::string_view sql) {
    const absl::StatusOr<Outcome> outcome = engine_->Execute(sql);
    return outcome.ok() ? Describe(*outcome).substr(0, 8)
                        : std::string(outcome.status().message());
  }
  // 1|'a';2|NULL
  std::string Rows(std::string_view sql) {
    const absl::StatusOr<QueryReply> reply = engine().Query(sql);
    if (!reply.ok()) return std::string(reply.status().message());
    if (!reply->ok) return "refused";
    std::string out;
    for (const auto& row : reply->rows) {
      if (!out.empty()) out += ";";
      for (size_t i = 0; i < row.size(); ++i) {
        out += (i > 0 ? "|" : "") + row[i].literal;
      }
    }
    return out;
  }

  std::unique_ptr<Engine> engine_;
};

TEST_P(ConformanceTest, GreetsWithItsNameAndVersions) {
  const EngineInfo& info = engine_->info();
  if (GetParam() != "fake") {
    EXPECT_EQ(info.name, GetParam() + "-" + engine().version());
  }
  EXPECT_GE(info.dialect.version, (SqliteVersion{3, 26, 0}));
  EXPECT_NE(engine().version(), "");
}

TEST_P(ConformanceTest, TellsYesFromNo) {
  EXPECT_EQ(Run("CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT NOT NULL)"),
            "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1, 'x')"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (2, NULL)"), "refused ");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1, 'y')"), "refused ");
  EXPECT_EQ(Run("SELECT * FROM nope"), "refused ");
  EXPECT_EQ(Run("CREATE TABLE"), "refused ");
  EXPECT_EQ(Rows("SELECT * FROM t"), "1|'x'");
}

TEST_P(ConformanceTest, RunsAStatementWithRowsToItsEnd) {
  EXPECT_EQ(Run("CREATE TABLE t(a)"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1), (2), (3)"), "accepted");
  EXPECT_EQ(Run("SELECT a FROM t"), "accepted");
  EXPECT_EQ(Run("DROP TABLE t"), "accepted");  // no cursor is left open
}

struct ValueCase {
  const char* sql;
  const char* literal;
};

TEST_P(ConformanceTest, PassesValuesAsTheyAre) {
  const ValueCase kCases[] = {
      {"NULL", "NULL"},
      {"0", "0"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775807 - 1", "-9223372036854775808"},
      {"9007199254740993", "9007199254740993"},
      {"0.1", "0.1"},
      {"1e300", "1e+300"},
      {"1.0", "1.0"},
      {"''", "''"},
      {"'it''s'", "'it''s'"},
      {"'é😀'", "'é😀'"},
      {"'two' || char(10) || 'lines'", "'two\nlines'"},
      {"x''", "x''"},
      {"x'00ff'", "x'00ff'"},
  };
  for (const ValueCase& c : kCases) {
    EXPECT_EQ(Rows(std::string("SELECT ") + c.sql + " AS v"), c.literal)
        << c.sql;
  }
}

TEST_P(ConformanceTest, NamesColumns) {
  const auto reply = engine().Query("SELECT 1 AS one, 2 AS \"t w o\"");
  ASSERT_TRUE(reply.ok()) << reply.status();
  EXPECT_EQ(reply->columns, (std::vector<std::string>{"one", "t w o"}));
}

TEST_P(ConformanceTest, ARefusalLeavesTheTransactionOpen) {
  EXPECT_EQ(Run("CREATE TABLE t(a UNIQUE)"), "accepted");
  EXPECT_EQ(Run("BEGIN"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1)"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1)"), "refused ");
  EXPECT_EQ(Run("BEGIN"), "refused ");
  EXPECT_EQ(Run("ROLLBACK"), "accepted");
  EXPECT_EQ(Rows("SELECT * FROM t"), "");
}

TEST_P(ConformanceTest, ResetForgetsEverything) {
  EXPECT_EQ(Run("CREATE TABLE t(a)"), "accepted");
  EXPECT_EQ(Run("CREATE TEMP TABLE u(a)"), "accepted");
  EXPECT_EQ(Run("BEGIN"), "accepted");
  ASSERT_TRUE(engine_->Reset().ok());
  EXPECT_EQ(Rows("SELECT name FROM sqlite_master"), "");
  EXPECT_EQ(Rows("SELECT name FROM sqlite_temp_master"), "");
  EXPECT_EQ(Run("BEGIN"), "accepted");
}

TEST_P(ConformanceTest, ReopenKeepsWhatIsCommitted) {
  EXPECT_EQ(Run("CREATE TABLE t(a)"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1)"), "accepted");
  EXPECT_EQ(Run("CREATE TEMP TABLE u(a)"), "accepted");
  EXPECT_EQ(Run("BEGIN"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (2)"), "accepted");
  const absl::Status reopened = engine_->Reopen();
  if (GetParam() == "fake") {
    EXPECT_EQ(reopened.code(), absl::StatusCode::kUnimplemented);
    return;
  }
  ASSERT_TRUE(reopened.ok()) << reopened;
  EXPECT_EQ(Rows("SELECT a FROM t"), "1");
  EXPECT_EQ(Rows("SELECT name FROM sqlite_temp_master"), "");
  EXPECT_EQ(Run("BEGIN"), "accepted");
}

TEST_P(ConformanceTest, ObservesWhatIsThere) {
  EXPECT_EQ(Run("CREATE TABLE t(a INTEGER, b)"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1, 'x')"), "accepted");
  const absl::StatusOr<Observation> seen = engine_->Observe({});
  ASSERT_TRUE(seen.ok()) << seen.status();
  for (const char* name : {"schema main", "xinfo main.t", "rows main.t",
                           "indexes main.t", "fks main.t", "integrity main"}) {
    const Section* section = seen->Find(name);
    ASSERT_NE(section, nullptr) << name;
    EXPECT_EQ(section->status, Section::Status::kRows) << name;
  }
  EXPECT_EQ(seen->Find("rows main.t")->text, "1|1|'x'\n");
}

// What a driver has prepared must not outlive the schema that it was for, also
// where no ROLLBACK says so.
TEST_P(ConformanceTest, SeesTheSchemaThatAConflictBringsBack) {
  EXPECT_EQ(Run("CREATE TABLE t(a, b)"), "accepted");
  EXPECT_EQ(Run("INSERT INTO t VALUES (1, 2)"), "accepted");
  EXPECT_EQ(Run("CREATE TABLE u(c CHECK (c > 0))"), "accepted");
  EXPECT_EQ(Run("BEGIN"), "accepted");
  EXPECT_EQ(Run("DROP TABLE t"), "accepted");
  EXPECT_EQ(Run("CREATE TABLE t(d)"), "accepted");
  const auto rows = [this] {
    const absl::StatusOr<Observation> seen = engine_->Observe({});
    const Section* section = seen.ok() ? seen->Find("rows main.t") : nullptr;
    return section == nullptr ? "none" : section->text;
  };
  EXPECT_EQ(rows(), "");
  EXPECT_EQ(Run("INSERT OR ROLLBACK INTO u VALUES (0)"), "refused ");
  EXPECT_EQ(rows(), "1|1|2\n");
}

TEST_P(ConformanceTest, ATwoMegabyteStatementGoesThrough) {
  const std::string text(2 << 20, 'x');
  EXPECT_EQ(Rows("SELECT length('" + text + "') AS n"), "2097152");
}

std::vector<std::string> Engines() {
  std::vector<std::string> out = {"fake"};
  for (const Profile& profile : AllProfiles()) {
    if (!profile.command.empty()) out.push_back(profile.engine);
  }
  return out;
}

INSTANTIATE_TEST_SUITE_P(Drivers, ConformanceTest,
                         ::testing::ValuesIn(Engines()), [](const auto& info) {
                           std::string name = info.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

}  // namespace
}  // namespace alterego
