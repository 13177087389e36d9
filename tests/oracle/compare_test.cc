#include "oracle/compare.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "oracle/divergence.h"
#include "tests/engines/lying_engine.h"

namespace alterego {
namespace {

Observation Of(std::vector<Section> sections) {
  Observation out;
  for (Section& section : sections) out.Add(std::move(section));
  return out;
}

TEST(Compare, ShowsTheRowsThatOnlyOneSideHas) {
  using S = Section::Status;
  const struct {
    const char* name;
    Section expected, actual;
    std::vector<std::string> difference;  // expected, actual; empty if equal
  } cases[] = {
      {"equal", {"x", S::kRows, "1\n2\n"}, {"x", S::kRows, "1\n2\n"}, {}},
      {"a row more",
       {"x", S::kRows, "1\n"},
       {"x", S::kRows, "1\n2\n"},
       {"", "2\n"}},
      {"a row less",
       {"x", S::kRows, "1\n2\n"},
       {"x", S::kRows, "2\n"},
       {"1\n", ""}},
      {"a row changed",
       {"x", S::kRows, "1\n2\n3\n"},
       {"x", S::kRows, "1\n9\n3\n"},
       {"2\n", "9\n"}},
      {"a row twice",
       {"x", S::kRows, "1\n"},
       {"x", S::kRows, "1\n1\n"},
       {"", "1\n"}},
      {"another order",
       {"x", S::kRows, "1\n2\n"},
       {"x", S::kRows, "2\n1\n"},
       {"row 1 in order: 1\n", "row 1 in order: 2\n"}},
      {"a line break in a literal",
       {"x", S::kRows, "'a\nb'|1\n'c'|1\n"},
       {"x", S::kRows, "'a\nb'|2\n'c'|1\n"},
       {"'a\nb'|1\n", "'a\nb'|2\n"}},
      {"an escaped quote",
       {"x", S::kRows, "'it''s\n'\n1\n"},
       {"x", S::kRows, "'it''s\n'\n2\n"},
       {"1\n", "2\n"}},
      {"refused",
       {"x", S::kRows, "1\n"},
       {"x", S::kRefused, "no_such_table"},
       {"1\n", "refused: no_such_table\n"}},
      {"refused alike", {"x", S::kRefused, "a"}, {"x", S::kRefused, "a"}, {}},
      {"refused otherwise",
       {"x", S::kRefused, "a"},
       {"x", S::kRefused, "b"},
       {"refused: a\n", "refused: b\n"}},
      {"not known", {"x", S::kUnavailable, "why"}, {"x", S::kRows, "1\n"}, {}},
      {"not answered", {"x", S::kRefused, "a"}, {"x", S::kUnavailable, ""}, {}},
  };
  for (const auto& c : cases) {
    const auto differences = Compare(Of({c.expected}), Of({c.actual}));
    if (c.difference.empty()) {
      EXPECT_TRUE(differences.empty()) << c.name;
      continue;
    }
    ASSERT_EQ(differences.size(), 1u) << c.name;
    EXPECT_EQ(differences[0].section, "x");
    EXPECT_EQ(differences[0].expected, c.difference[0]) << c.name;
    EXPECT_EQ(differences[0].actual, c.difference[1]) << c.name;
  }
}

TEST(Compare, CountsWhatItCannotCompare) {
  using S = Section::Status;
  size_t skipped = 0;
  EXPECT_TRUE(Compare(Of({{"a", S::kRows, ""}, {"b", S::kUnavailable, ""}}),
                      Of({{"b", S::kRows, ""}, {"c", S::kRows, ""}}), &skipped)
                  .empty());
  EXPECT_EQ(skipped, 3u);
}

TEST(Compare, CutsLongLists) {
  std::string many;
  for (int i = 0; i < 30; ++i) many += std::to_string(i) + "\n";
  const auto differences = Compare(Of({{"x", Section::Status::kRows, ""}}),
                                   Of({{"x", Section::Status::kRows, many}}));
  ASSERT_EQ(differences.size(), 1u);
  EXPECT_NE(differences[0].actual.find("19\n... 10 more\n"), std::string::npos);
}

// The canary: every planted fault is seen.
TEST(Compare, SeesEveryLie) {
  using Lies = LyingEngine::Lies;
  const auto skip = [](std::string lost) {
    Lies lies;
    lies.rewrite = [lost](std::string_view sql) {
      return sql == lost ? std::string("SELECT 1") : std::string(sql);
    };
    return lies;
  };
  const std::vector<std::string> script = {
      "CREATE TABLE t(a INTEGER PRIMARY KEY, b)",
      "INSERT INTO t VALUES(1,2)",
      "CREATE INDEX i ON t(b)",
      "CREATE VIEW v AS SELECT b FROM t",
      "CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END",
      "PRAGMA foreign_keys=1",
      "ALTER TABLE t ADD c DEFAULT 3",
      "UPDATE t SET b = 4"};
  for (const std::string& lost : script) {
    if (lost.find("CREATE TABLE") == 0) continue;  // the rest would fail too
    auto honest = *OpenEngine("sqlite", {});
    LyingEngine liar(*OpenEngine("sqlite", {}), skip(lost));
    for (const std::string& sql : script) {
      ASSERT_TRUE(honest->Execute(sql).ok());
      ASSERT_TRUE(liar.Execute(sql).ok());
    }
    EXPECT_FALSE(Compare(*honest->Observe({}), *liar.Observe({})).empty())
        << lost;
  }
}

TEST(Divergence, HasASignatureWithoutNames) {
  Divergence d;
  d.statement_kind = "drop_column";
  d.rule = "drop_column.key";
  d.expected_from = "shadow";
  d.actual_from = "sqlite";
  d.expected = "accepted [drop_column.ok]";
  d.actual = "refused (no_such_column): no such column: \"x\"";
  EXPECT_EQ(d.Signature(),
            "outcome/drop_column/drop_column.key/expected:accepted/"
            "actual:refused:no_such_column/sqlite");
  d.actual = "refused (no_such_column, code 257): no such column: \"other\"";
  d.actual_from = "rebuild@sqlite:/opt/3.54.1/libsqlite3.so";
  EXPECT_EQ(d.Signature(),
            "outcome/drop_column/drop_column.key/expected:accepted/"
            "actual:refused:no_such_column/rebuild-on-sqlite");
  d.kind = Divergence::Kind::kLost;
  d.actual = "lost (timeout): no answer within 5000 ms";
  d.rule.clear();
  d.actual_from = "sqlite:/x.so";
  EXPECT_EQ(d.Signature(),
            "lost/drop_column/-/expected:accepted/actual:lost:timeout/sqlite");
}

TEST(Divergence, NamesTheSectionsThatDiffer) {
  Divergence d;
  d.kind = Divergence::Kind::kRows;
  d.statement_kind = "add_column";
  d.rule = "add_column.ok";
  d.expected_from = "sqlite";
  d.actual_from = "rebuild";
  d.differences = {{"rows main.secret", "1|'x'\n", "1|'y'\n"},
                   {"rows temp.other", "2\n", "3\n"},
                   {"schema main", "", "'table'|'t'\n"},
                   {"view main.v", "'a'\n", "refused: no_such_table\n"}};
  EXPECT_EQ(d.Signature(),
            "rows/add_column/add_column.ok/rows.changed:"
            "schema-table.extra:view.refused/sqlite/rebuild");
  for (const char c : d.Signature()) {
    EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) ||
                std::string("/:._-").find(c) != std::string::npos)
        << c;
  }
}

}  // namespace
}  // namespace alterego
