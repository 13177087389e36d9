#include "runner/reducer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <set>

namespace alterego {
namespace {

Divergence Bug(const std::string& rule) {
  Divergence divergence;
  divergence.rule = rule;
  divergence.statement_kind = "drop_column";
  divergence.expected = "accepted";
  divergence.actual = "lost";
  divergence.actual_from = "sqlite";
  return divergence;
}

Script ScriptOf(const std::vector<std::string>& statements) {
  Script script;
  for (const std::string& sql : statements) {
    script.steps.push_back(Step::FromSql(sql));
  }
  return script;
}

size_t Bytes(const Script& script) {
  size_t bytes = 0;
  for (const Step& step : script.steps) bytes += step.sql.size();
  return bytes;
}

bool Has(const Script& script, const std::string& needle) {
  for (const Step& step : script.steps) {
    if (step.sql.find(needle) != std::string::npos) return true;
  }
  return false;
}

using Runner = std::function<std::optional<Divergence>(const Script&)>;

Reduction ReduceIt(const Script& script, const Runner& run,
                   int attempts = 4000) {
  ReduceOptions options;
  options.attempts_max = attempts;
  const auto first = run(script);
  EXPECT_TRUE(first.has_value());
  return Reduce(script, *first, run, options);
}

std::string TextOf(const Script& script) {
  std::string out;
  for (const Step& step : script.steps) out += step.sql + ";";
  return out;
}

const Script& Long() {
  static const Script* script = new Script(ScriptOf(
      {"CREATE TABLE alpha(id INTEGER PRIMARY KEY, name TEXT NOT NULL, extra)",
       "INSERT INTO alpha VALUES(1,'one',NULL),(2,'two',x'00')",
       "CREATE TABLE beta(x UNIQUE, y)", "CREATE VIEW v AS SELECT * FROM beta",
       "CREATE INDEX i ON alpha(name COLLATE NOCASE) WHERE id>0", "BEGIN",
       "UPDATE alpha SET name='three' WHERE id=1 OR id=2", "COMMIT",
       "ALTER TABLE beta RENAME TO gamma",
       "ALTER TABLE alpha DROP COLUMN extra"}));
  return *script;
}

TEST(ReducerTest, KeepsOnlyWhatTheBugNeeds) {
  // The bug: an index on a table that loses a column.
  const Runner run = [](const Script& script) -> std::optional<Divergence> {
    const bool all = Has(script, "CREATE TABLE") &&
                     Has(script, "CREATE INDEX") && Has(script, "DROP COLUMN");
    return all ? std::optional<Divergence>(Bug("index_lost")) : std::nullopt;
  };
  const Reduction reduction = ReduceIt(Long(), run);
  EXPECT_EQ(TextOf(reduction.script),
            "CREATE TABLE t0(c0);CREATE INDEX i0 ON t0(0);"
            "ALTER TABLE t0 DROP COLUMN c0;");
  EXPECT_GT(reduction.attempts, 0);
}

TEST(ReducerTest, IsDeterministic) {
  const Runner run = [](const Script& script) -> std::optional<Divergence> {
    return Has(script, "UPDATE") ? std::optional<Divergence>(Bug("update"))
                                 : std::nullopt;
  };
  const Reduction one = ReduceIt(Long(), run), two = ReduceIt(Long(), run);
  EXPECT_EQ(TextOf(one.script), TextOf(two.script));
  EXPECT_EQ(one.attempts, two.attempts);
}

TEST(ReducerTest, NeverSlipsToAnotherBugButReportsIt) {
  const Runner run = [](const Script& script) -> std::optional<Divergence> {
    if (Has(script, "BEGIN") && Has(script, "COMMIT")) return Bug("wanted");
    if (Has(script, "BEGIN")) return Bug("other");
    return std::nullopt;
  };
  const Reduction reduction = ReduceIt(Long(), run);
  EXPECT_EQ(TextOf(reduction.script), "BEGIN;COMMIT;");
  EXPECT_EQ(reduction.divergence.rule, "wanted");
  ASSERT_EQ(reduction.others.size(), 1u);
  EXPECT_EQ(reduction.others[0].first.rule, "other");
  EXPECT_EQ(run(reduction.others[0].second)->rule, "other");
}

TEST(ReducerTest, NeverGrowsAndStopsAtTheLimit) {
  for (int attempts : {0, 1, 5, 50}) {
    int runs = -1;  // the first is the test's own
    const Runner run = [&](const Script& script) -> std::optional<Divergence> {
      ++runs;
      return Has(script, "INTO alpha") ? std::optional<Divergence>(Bug("x"))
                                       : std::nullopt;
    };
    const Reduction reduction = ReduceIt(Long(), run, attempts);
    EXPECT_LE(runs, attempts);
    EXPECT_LE(reduction.script.steps.size(), Long().steps.size());
    EXPECT_LE(Bytes(reduction.script), Bytes(Long()));
  }
}

TEST(ReducerTest, ReducesTextThatNobodyUnderstands) {
  const Script script =
      ScriptOf({"CREATE TABLE t(a)", "ALTER TABLE t ADD COLUMN IF EXISTS b ((",
                "SELECT 1"});
  const Runner run = [](const Script& s) -> std::optional<Divergence> {
    return Has(s, "((") ? std::optional<Divergence>(Bug("x")) : std::nullopt;
  };
  EXPECT_EQ(TextOf(ReduceIt(script, run).script), "((;");
}

TEST(ReducerTest, NeverRunsACandidateTwice) {
  std::set<std::string> seen;
  const Runner run = [&](const Script& script) -> std::optional<Divergence> {
    EXPECT_TRUE(seen.insert(TextOf(script)).second) << TextOf(script);
    return Has(script, "CREATE VIEW") ? std::optional<Divergence>(Bug("x"))
                                      : std::nullopt;
  };
  ReduceIt(Long(), run);
}

TEST(ReducerTest, IsFast) {
  const Runner run = [](const Script& script) -> std::optional<Divergence> {
    return Has(script, "CREATE INDEX") && Has(script, "UPDATE")
               ? std::optional<Divergence>(Bug("x"))
               : std::nullopt;
  };
  const auto start = std::chrono::steady_clock::now();
  const Reduction reduction = ReduceIt(Long(), run);
  const auto end = std::chrono::steady_clock::now();
  EXPECT_LT(end - start, std::chrono::seconds(2));
  EXPECT_LT(reduction.attempts, 300);
}

}  // namespace
}  // namespace alterego
