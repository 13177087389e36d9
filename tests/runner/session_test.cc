#include "runner/session.h"

#include <gtest/gtest.h>

#include "runner/reducer.h"
#include "tests/runner/lying_engine.h"

namespace alterego {
namespace {

constexpr std::string_view kScript =
    "CREATE TABLE noise(n, m TEXT DEFAULT 'x');\n"
    "INSERT INTO noise VALUES(1, 'a'), (2, 'b');\n"
    "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c);\n"
    "INSERT INTO t VALUES(1, 'one', x'00'), (2, NULL, 2.5), (7, 'z', 3);\n"
    "CREATE INDEX i ON t(b) WHERE b IS NOT NULL;\n"
    "CREATE VIEW v AS SELECT a, b FROM t;\n"
    "BEGIN;\n"
    "UPDATE noise SET n = 5 WHERE m = 'b';\n"
    "COMMIT;\n"
    "ALTER TABLE t RENAME COLUMN b TO bb;\n"
    "ALTER TABLE t DROP COLUMN nope;\n"
    "ALTER TABLE t DROP COLUMN c;\n"
    "DELETE FROM t WHERE a = 2;\n";

Script Example() {
  auto script = ParseScript(kScript);
  EXPECT_TRUE(script.ok()) << script.status();
  return *std::move(script);
}

CaseResult RunOn(std::vector<Lane>& lanes, const Script& script,
                 SessionOptions options = {}) {
  auto result = Session(lanes, options).Run(script);
  EXPECT_TRUE(result.ok()) << result.status();
  return *std::move(result);
}

std::vector<Lane> Lanes(const std::vector<Lie>& lies) {
  auto lanes = LyingLanes(lies);
  EXPECT_TRUE(lanes.ok()) << lanes.status();
  return *std::move(lanes);
}

TEST(SessionTest, HonestEnginesAgree) {
  std::vector<Lane> lanes = Lanes({Lie::kNone, Lie::kNone});
  const CaseResult result = RunOn(lanes, Example());
  EXPECT_FALSE(result.divergence)
      << result.divergence->Signature() << result.log;
  EXPECT_EQ(result.statistics.cases, 1u);
  EXPECT_EQ(result.statistics.statements, 13u);
  EXPECT_EQ(result.statistics.alters, 3u);
  EXPECT_EQ(result.statistics.refused, 1u);
  EXPECT_EQ(result.statistics.accepted, 12u);
  EXPECT_EQ(result.statistics.unpredicted, 0u) << result.log;
  EXPECT_EQ(result.statistics.outcomes.at("drop_column/refused:no_such_column"),
            1u);
  EXPECT_EQ(result.script.steps.size(), 13u);
}

TEST(SessionTest, TheLogIsTheSameEveryTime) {
  std::vector<Lane> lanes = Lanes({Lie::kNone, Lie::kNone});
  const std::string first = RunOn(lanes, Example()).log;
  EXPECT_EQ(RunOn(lanes, Example()).log, first);
  std::vector<Lane> others = Lanes({Lie::kNone, Lie::kNone});
  EXPECT_EQ(RunOn(others, Example()).log, first);
  EXPECT_NE(first.find("[11] ALTER TABLE t DROP COLUMN c"), first.npos);
}

struct Canary {
  const char* name;
  Lie lie;
  Divergence::Kind kind;
  size_t step;            // of kScript
  size_t statements_max;  // after reduction
};

class CanaryTest : public testing::TestWithParam<Canary> {};

TEST_P(CanaryTest, IsCaughtAndReduced) {
  const Canary& canary = GetParam();
  for (const bool alone : {true, false}) {
    std::vector<Lane> lanes =
        alone ? Lanes({canary.lie}) : Lanes({Lie::kNone, canary.lie});
    const CaseResult result = RunOn(lanes, Example());
    ASSERT_TRUE(result.divergence) << result.log;
    EXPECT_EQ(KindName(result.divergence->kind), KindName(canary.kind));
    EXPECT_EQ(result.divergence->step, canary.step) << result.log;
    Session session(lanes, {});
    const Reduction reduction = Reduce(
        result.script, *result.divergence,
        [&](const Script& script) -> std::optional<Divergence> {
          auto again = session.Run(script);
          return again.ok() ? std::move(again->divergence) : std::nullopt;
        },
        ReduceOptions{});
    EXPECT_LE(reduction.script.steps.size(), canary.statements_max)
        << reduction.script.ToText();
    EXPECT_EQ(reduction.divergence.Signature(), result.divergence->Signature());
  }
}

INSTANTIATE_TEST_SUITE_P(
    Lies, CanaryTest,
    testing::Values(
        Canary{"LosesIndexes", Lie::kLosesIndexes, Divergence::Kind::kSchema, 9,
               3},
        Canary{"LosesRow", Lie::kLosesRow, Divergence::Kind::kRows, 9, 3},
        Canary{"Refuses", Lie::kRefuses, Divergence::Kind::kOutcome, 10, 2},
        Canary{"Accepts", Lie::kAccepts, Divergence::Kind::kOutcome, 10, 2},
        Canary{"WrongMessage", Lie::kWrongMessage, Divergence::Kind::kMessage,
               10, 2},
        Canary{"ForgetsOnReopen", Lie::kForgetsOnReopen,
               Divergence::Kind::kReopen, 12, 2},
        Canary{"Timeout", Lie::kTimeout, Divergence::Kind::kLost, 9, 2}),
    [](const auto& info) { return std::string(info.param.name); });

TEST(SessionTest, GoesOnBehindADivergenceIfItMay) {
  std::vector<Lane> lanes = Lanes({Lie::kRefuses});
  SessionOptions options;
  options.stop_at_first = false;
  const CaseResult result = RunOn(lanes, Example(), options);
  ASSERT_TRUE(result.divergence);
  EXPECT_EQ(result.divergence->step, 10u);  // the first one
  EXPECT_EQ(result.script.steps.size(), 13u);
  EXPECT_EQ(result.log.find("[end]") != std::string::npos, true);
}

// What the shadow does not know is read back; what follows is predicted again.
TEST(SessionTest, ReadsBackWhatItCannotPredict) {
  std::vector<Lane> lanes = Lanes({Lie::kNone, Lie::kNone});
  const auto script = ParseScript(
      "CREATE TABLE t(a, b);\nINSERT INTO t VALUES(1, 2);\nVACUUM;\n"
      "ALTER TABLE t DROP COLUMN b;\nINSERT INTO t VALUES(3);\n");
  ASSERT_TRUE(script.ok());
  const CaseResult result = RunOn(lanes, *script);
  EXPECT_FALSE(result.divergence) << result.log;
  EXPECT_EQ(result.statistics.unpredicted, 1u) << result.log;
  EXPECT_EQ(result.log.find("cannot be read back"), std::string::npos);
}

// A few probes follow an ALTER, chosen by its number; a script can ask for all.
TEST(SessionTest, AScriptMayAskForAllProbes) {
  auto lanes = OpenLanes({"sqlite"}, {});
  ASSERT_TRUE(lanes.ok()) << lanes.status();
  const std::string sql =
      "CREATE TABLE t(a, b, c, d, e, f, g);"
      "INSERT INTO t(a) VALUES (1);"
      "ALTER TABLE t ADD h;";
  const auto count = [&](const std::string& header) {
    const auto script = ParseScript(header + sql);
    EXPECT_TRUE(script.ok()) << script.status();
    const std::string log = RunOn(*lanes, *script).log;
    size_t probes = 0;
    for (size_t at = log.find("probe UPDATE"); at != log.npos;
         at = log.find("probe UPDATE", at + 1)) {
      ++probes;
    }
    return probes;
  };
  EXPECT_LE(count(""), 3u);
  EXPECT_EQ(count("-- alterego: probes=all\n"), 8u);
}

// Nothing was foretold of the rows, so that the time contradicts nothing.
TEST(SessionTest, AStatementThatNobodyForetoldMayTakeForEver) {
  EngineOptions options;
  options.statement_timeout_ms = 100;
  auto lanes = OpenLanes({"sqlite"}, options);
  ASSERT_TRUE(lanes.ok()) << lanes.status();
  const auto script = ParseScript(
      "CREATE TABLE t(a);"
      "INSERT INTO t WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 "
      "FROM c) SELECT count(*) FROM c;"
      "ALTER TABLE t RENAME TO u;");
  const CaseResult result = RunOn(*lanes, *script);
  EXPECT_FALSE(result.divergence.has_value());
  EXPECT_EQ(result.statistics.lost, 1u);
  EXPECT_EQ(result.statistics.statements, 2u);
}

TEST(SessionTest, ListenerHearsEveryStatementOnEveryLane) {
  class Counter final : public SessionListener {
   public:
    void OnStatement(size_t index, const Step&, size_t lane) override {
      heard += std::to_string(index) + "@" + std::to_string(lane) + " ";
    }
    void OnActivity() override { ++beats; }
    std::string heard;
    int beats = 0;
  };
  Counter counter;
  SessionOptions options;
  options.listener = &counter;
  std::vector<Lane> lanes = Lanes({Lie::kNone, Lie::kNone});
  const auto script = ParseScript("CREATE TABLE t(a);\nSELECT 1;\n");
  RunOn(lanes, *script, options);
  EXPECT_EQ(counter.heard, "0@0 0@1 1@0 1@1 ");
  EXPECT_GT(counter.beats, 4);
}

TEST(OpenLanesTest, NamesWhatItCannotOpen) {
  EXPECT_EQ(OpenLanes({}, {}).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(OpenLanes({"sqlite", "nosuch"}, {}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace alterego
