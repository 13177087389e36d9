#include "runner/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "runner/import.h"
#include "shadow/shadow.h"

namespace alterego {
namespace {

using testing::Contains;
using testing::IsSupersetOf;
using testing::Not;

// The features that the last of the statements, an ALTER, meets.
std::vector<std::string_view> FeaturesBehind(
    const std::vector<const char*>& script) {
  const auto engine = *OpenEngine("sqlite", {});
  shadow::Shadow shadow{engine->info().dialect};
  for (size_t i = 0; i + 1 < script.size(); ++i) {
    const shadow::Verdict verdict = shadow.Judge(Step::FromSql(script[i]));
    const auto outcome = engine->Execute(script[i]);
    EXPECT_TRUE(outcome.ok() && std::holds_alternative<Accepted>(*outcome))
        << script[i];
    if (verdict.prediction.predicted) {
      shadow.Advance(verdict, true);
      continue;
    }
    // As a session does, the shadow reads back what it cannot foretell.
    const auto seen = engine->Observe(ObserveOptions{});
    const auto world = ImportWorld(*seen, shadow.world());
    EXPECT_TRUE(world.ok()) << world.status();
    shadow = shadow::Shadow(*world);
  }
  const Step last = Step::FromSql(script.back());
  return FeaturesOf(shadow.world(),
                    std::get<AlterTable>(last.parsed->statement));
}

TEST(CoverageTest, FeaturesAreThoseOfTheTableAndAroundIt) {
  const char* const kAlter = "ALTER TABLE t RENAME TO u";
  const struct {
    std::vector<const char*> script;
    std::vector<std::string_view> features;
  } kCases[] = {
      {{kAlter}, {"no_table"}},
      {{"CREATE TABLE t(a)", kAlter}, {"plain"}},
      {{"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)", kAlter},
       {"plain", "rows"}},
      {{"CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT)", kAlter},
       {"primary_key", "rowid_alias", "autoincrement", "sequence"}},
      {{"CREATE TABLE t(a ANY, b ANY, PRIMARY KEY(a, b)) WITHOUT ROWID, STRICT",
        kAlter},
       {"primary_key", "composite_key", "strict", "without_rowid"}},
      {{"CREATE TABLE t(a CONSTRAINT x NOT NULL ON CONFLICT FAIL, "
        "b CHECK(b) DEFAULT 1 COLLATE nocase, c AS (a), d AS (a) STORED)",
        kAlter},
       {"check", "not_null", "default", "collate", "generated_virtual",
        "generated_stored", "conflict_clause", "named_constraint"}},
      {{"CREATE TABLE t(a UNIQUE REFERENCES t(a))",
        "CREATE TABLE s(a REFERENCES t)", kAlter},
       {"unique", "foreign_key", "self_reference", "referenced"}},
      {{"CREATE TEMP TABLE \"t\"(a /* c */)", kAlter},
       {"plain", "temp", "quoted_name", "comment"}},
      {{"CREATE TABLE t(a)", "CREATE UNIQUE INDEX i ON t(a DESC)",
        "CREATE INDEX j ON t(a+1) WHERE a", kAlter},
       {"plain", "index", "index_unique", "index_partial", "index_expression",
        "index_desc"}},
      {{"CREATE TABLE t(a)", "CREATE TABLE s(a)",
        "CREATE VIEW v AS SELECT a FROM t",
        "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TRIGGER q AFTER INSERT ON s BEGIN DELETE FROM t; END", kAlter},
       {"plain", "view", "trigger", "trigger_elsewhere"}},
      {{"CREATE TABLE t(a)", "PRAGMA foreign_keys=1",
        "PRAGMA legacy_alter_table=1", "BEGIN", "SAVEPOINT s", kAlter},
       {"plain", "transaction", "savepoint", "foreign_keys_on",
        "legacy_alter_table"}},
      {{"CREATE TABLE t(a)", "PRAGMA writable_schema=1",
        "PRAGMA recursive_triggers=1", "PRAGMA ignore_check_constraints=1",
        "PRAGMA query_only=1", kAlter},
       {"plain", "writable_schema", "query_only", "recursive_triggers",
        "ignore_check_constraints"}},
      {{"CREATE VIRTUAL TABLE t USING fts5(a)", kAlter}, {"virtual_table"}},
      {{"CREATE TABLE t(a)", "CREATE TEMP TABLE t(a)", kAlter},
       {"plain", "temp", "hidden"}},
      {{"CREATE TABLE t(a)", "CREATE TABLE s(a)", "ANALYZE",
        "ATTACH ':memory:' AS x",
        "CREATE TRIGGER r AFTER INSERT ON s BEGIN UPDATE s SET a = 1 FROM t; "
        "END",
        kAlter},
       {"plain", "trigger_elsewhere", "statistics", "update_from", "attached"}},
  };
  std::set<std::string_view> met;
  for (const auto& c : kCases) {
    const auto features = FeaturesBehind(c.script);
    EXPECT_EQ(features, c.features) << c.script[0];
    met.insert(features.begin(), features.end());
  }
  for (const FeatureInfo& feature : AllFeatures()) {
    EXPECT_EQ(met.count(feature.name), 1u) << feature.name << " has no case";
  }
}

TEST(CoverageTest, TheMatrixCountsAndNamesWhatIsMissing) {
  const CoverageMatrix matrix =
      CoverageMatrix::Of({{"drop_column/accepted", 9},
                          {"drop_column/strict/accepted", 3},
                          {"drop_column/strict/refused", 4},
                          {"drop_column/view/refused", 1}});
  EXPECT_EQ(matrix.Count("drop_column", "strict").accepted, 3u);
  EXPECT_EQ(matrix.Count("drop_column", "strict").refused, 4u);
  EXPECT_EQ(matrix.Count("drop_column", "view").accepted, 0u);
  EXPECT_EQ(matrix.Count("nothing", "view").refused, 0u);
  const std::vector<std::string> missing = matrix.NeverHit();
  EXPECT_THAT(missing, IsSupersetOf({"rename_table: never tried",
                                     "drop_column view: never accepted",
                                     "drop_column no_table: never refused"}));
  EXPECT_THAT(missing, Not(Contains("drop_column strict: never accepted")));
  EXPECT_THAT(missing, Not(Contains("drop_column no_table: never accepted")));
}

}  // namespace
}  // namespace alterego
