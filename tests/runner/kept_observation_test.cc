// An engine may answer from what it remembers. Here two databases go through
// the same statements: one remembers, the other is asked for everything afresh.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engines/observer_group.h"
#include "engines/registry.h"
#include "generator/generator.h"
#include "runner/session.h"
#include "shadow/shadow.h"
#include "tests/places.h"

namespace alterego {
namespace {

struct Pair {
  std::unique_ptr<Engine> keeps, asks;
  // Null, or the other lane, from which `keeps` may take what it reads.
  std::unique_ptr<Engine> other;
};

Pair OpenPair(const std::string& spec, bool with_other) {
  EngineOptions options;
  Pair pair;
  if (with_other) {
    options.group = std::make_shared<ObserverGroup>();
    auto other = OpenEngine(spec == "rebuild" ? "sqlite" : spec, options);
    EXPECT_TRUE(other.ok()) << spec;
    pair.other = *std::move(other);
  }
  auto keeps = OpenEngine(spec, options), asks = OpenEngine(spec, {});
  EXPECT_TRUE(keeps.ok() && asks.ok()) << spec;
  pair.keeps = *std::move(keeps);
  pair.asks = *std::move(asks);
  return pair;
}

// Which sections a session asks for, one after the other.
constexpr ObserveOptions kAsked[] = {{true, true, true, false},
                                     {true, true, true, true},
                                     {false, true, true, false},
                                     {false, true, false, false}};

std::string Difference(const Observation& a, const Observation& b) {
  std::string out;
  for (const alterego::Difference& d : Compare(a, b)) {
    out += d.section + "\nkept: " + d.expected + "\nafresh: " + d.actual + "\n";
  }
  if (a.sections.size() != b.sections.size()) out += "not the same sections\n";
  return out;
}

::testing::AssertionResult Same(Pair& pair, ObserveOptions options) {
  if (pair.other != nullptr && !pair.other->Observe(options).ok()) {
    return ::testing::AssertionFailure();
  }
  auto kept = pair.keeps->Observe(options);
  options.afresh = true;
  auto afresh = pair.asks->Observe(options);
  if (!kept.ok() || !afresh.ok()) return ::testing::AssertionFailure();
  if (kept->sections == afresh->sections) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << Difference(*kept, *afresh);
}

void Execute(Pair& pair, const std::string& sql, bool* accepted) {
  if (pair.other != nullptr) {
    ASSERT_TRUE(pair.other->Execute(sql).ok()) << sql;
  }
  auto kept = pair.keeps->Execute(sql), asked = pair.asks->Execute(sql);
  ASSERT_TRUE(kept.ok() && asked.ok()) << sql;
  ASSERT_EQ(Describe(*kept), Describe(*asked)) << sql;
  *accepted = std::holds_alternative<Accepted>(*kept);
}

std::vector<std::string> Specs() {
  std::vector<std::string> out = {"sqlite", "rebuild"};
  for (const EngineListing& engine : ListEngines(ALTEREGO_SOURCE_DIR)) {
    // libSQL through its driver, whose engine remembers structure alone.
    if (engine.available &&
        (engine.spec.rfind("sqlite:", 0) == 0 || engine.spec == "libsql")) {
      out.push_back(engine.spec);
    }
  }
  return out;
}

class KeptObservationTest : public ::testing::TestWithParam<bool> {};

INSTANTIATE_TEST_SUITE_P(Lanes, KeptObservationTest, ::testing::Bool(),
                         [](const auto& info) {
                           return info.param ? "Two" : "One";
                         });

TEST_P(KeptObservationTest, IsWhatAskingAfreshGives) {
  for (const std::string& spec : Specs()) {
    Pair pair = OpenPair(spec, GetParam());
    const Generator generator(Weights::Defaults(), Limits{});
    for (uint64_t seed = 1; seed <= 25; ++seed) {
      SeedEntropy entropy(seed);
      ASSERT_TRUE(pair.keeps->Reset().ok() && pair.asks->Reset().ok());
      if (pair.other != nullptr) {
        ASSERT_TRUE(pair.other->Reset().ok());
      }
      shadow::Shadow shadow{pair.keeps->info().dialect};
      std::string script;
      for (int i = 0;; ++i) {
        const auto step = generator.Next(entropy, shadow.world(), i);
        if (!step) break;
        script += step->sql + ";\n";
        const shadow::Verdict verdict = shadow.Judge(*step);
        bool accepted = false;
        ASSERT_NO_FATAL_FAILURE(Execute(pair, step->sql, &accepted));
        const ObserveOptions& options = kAsked[(seed + i) % 4];
        ASSERT_TRUE(Same(pair, options))
            << spec << ", seed " << seed << ", behind\n"
            << script;
        // What nobody predicted ends a case in a session, too.
        if (!verdict.prediction.predicted) break;
        shadow.Advance(verdict, accepted);
      }
    }
  }
}

TEST_P(KeptObservationTest, SeesWhatStatementsDoBehindTheSchema) {
  const struct {
    const char* what;
    std::vector<const char*> statements;
  } kCases[] = {
      {"rows on many pages",
       {"CREATE TABLE t(a, b)", "CREATE TABLE u(a)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n "
        "WHERE i<3000) INSERT INTO t SELECT i, hex(i) FROM n",
        "UPDATE t SET b='x' WHERE a=1500", "INSERT INTO u VALUES(1)",
        "DELETE FROM t WHERE a=2999"}},
      {"rows that overflow their page",
       {"CREATE TABLE t(a, b)", "INSERT INTO t VALUES(1, zeroblob(30000))",
        "UPDATE t SET b=substr(b,1,29999)||x'01'", "CREATE TABLE u(a)",
        "UPDATE t SET b=substr(b,1,29998)||x'0203'"}},
      {"keys that overflow and interior pages of an index",
       {"CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE "
        "i<400) INSERT INTO t SELECT i||hex(zeroblob(900)), i FROM n",
        "UPDATE t SET b=0 WHERE b=200",
        "UPDATE t SET a='z'||hex(zeroblob(5000)) WHERE b=300"}},
      {"a schema on many pages",
       {"CREATE TABLE t(a)", "CREATE TABLE u(a)",
        "CREATE TABLE big(a CHECK(a<>'"
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'))",
        "CREATE VIEW v AS SELECT * FROM t", "INSERT INTO t VALUES(1)",
        "ALTER TABLE t ADD COLUMN b DEFAULT 7", "DROP VIEW v"}},
      {"temp comes, hides and goes",
       {"CREATE TABLE t(a)", "CREATE VIEW v AS SELECT * FROM t",
        "INSERT INTO t VALUES(1)", "CREATE TEMP TABLE t(x)",
        "CREATE TEMP VIEW w AS SELECT * FROM t", "INSERT INTO t VALUES(2)",
        "DROP TABLE temp.t", "INSERT INTO t VALUES(3)"}},
      {"rollback to what was there",
       {"CREATE TABLE t(a, b)", "INSERT INTO t VALUES(1, 2)", "BEGIN",
        "ALTER TABLE t RENAME a TO c", "SAVEPOINT s", "UPDATE t SET b=3",
        "ALTER TABLE t RENAME TO u", "ROLLBACK TO s", "UPDATE t SET b=4",
        "ROLLBACK", "UPDATE t SET b=5"}},
      {"how SQLite answers",
       {"CREATE TABLE t(a)", "INSERT INTO t VALUES('A')",
        "CREATE VIEW v AS SELECT a LIKE 'a' FROM t",
        "PRAGMA case_sensitive_like=1", "PRAGMA user_version=7",
        "PRAGMA application_id=-9", "PRAGMA foreign_keys=1",
        "EXPLAIN PRAGMA foreign_keys=0"}},
      {"other databases",
       {"ATTACH ':memory:' AS other", "CREATE TABLE other.t(a)",
        "INSERT INTO t VALUES(1)", "CREATE TABLE t(b)",
        "INSERT INTO other.t VALUES(2)", "DETACH other",
        "INSERT INTO t VALUES(3)"}},
      {"texts that are not UTF-8",
       {"PRAGMA encoding='UTF-16le'", "CREATE TABLE t(a)",
        "INSERT INTO t VALUES('x')", "ALTER TABLE t RENAME TO u"}},
      {"pages that move",
       {"CREATE TABLE t(a)", "CREATE TABLE u(a)", "INSERT INTO u VALUES(1)",
        "CREATE TABLE w(a)", "INSERT INTO w VALUES(2)", "DROP TABLE t",
        "VACUUM", "PRAGMA page_size=1024", "VACUUM",
        "INSERT INTO u VALUES(3)"}},
      {"a schema edited by hand",
       {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)",
        "PRAGMA writable_schema=1",
        "UPDATE sqlite_master SET sql='CREATE TABLE t(zz)'",
        "PRAGMA writable_schema=RESET", "INSERT INTO t VALUES(2)"}},
      {"a failure of a change",
       {"CREATE TABLE t(a, b)", "INSERT INTO t VALUES(1, 1), (2, 1)",
        "CREATE UNIQUE INDEX i ON t(b)",
        "CREATE VIEW v AS SELECT nosuch FROM t", "ALTER TABLE t RENAME TO u",
        "ALTER TABLE t ADD COLUMN c CHECK(c IS NOT NULL)"}},
  };
  for (const std::string& spec : Specs()) {
    for (const auto& c : kCases) {
      Pair pair = OpenPair(spec, GetParam());
      for (const char* sql : c.statements) {
        bool accepted = false;
        ASSERT_NO_FATAL_FAILURE(Execute(pair, sql, &accepted));
        for (const ObserveOptions& options : kAsked) {
          EXPECT_TRUE(Same(pair, options))
              << spec << ": " << c.what << ", behind " << sql;
        }
      }
    }
  }
}

}  // namespace
}  // namespace alterego
