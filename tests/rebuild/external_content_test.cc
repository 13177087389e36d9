// Full-text tables over another table, which an ALTER of that leaves behind
// without a word.
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "gtest/gtest.h"
#include "tests/rebuild/full_cases.h"

namespace alterego::rebuild {
namespace {

constexpr char kSetup[] =
    "CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c);"
    "CREATE VIEW v AS SELECT id, a FROM t;"
    "CREATE VIRTUAL TABLE f USING fts5(a, b UNINDEXED, content='T',"
    " content_rowid = \"id\", tokenize = 'porter ascii');"
    "CREATE VIRTUAL TABLE g USING fts5(a, content=v, content_rowid=id);"
    "CREATE VIRTUAL TABLE h USING fts4(a, content=\"t\");"
    "CREATE VIRTUAL TABLE own USING fts5(a, b);"
    "CREATE VIRTUAL TABLE none USING fts5(a, content='');"
    "INSERT INTO t VALUES(1,'x','1',1),(2,'y','2',2);"
    "INSERT INTO f(f) VALUES('rebuild');";

FullPlan PlanOf(const TestDatabase& database, const std::string& sql) {
  Connection connection(database.api(), database.db());
  Options options;
  options.mode = Mode::kFull;
  const auto plan = PlanAlter(connection, sql, options);
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *plan : FullPlan();
}

TEST(ExternalContentTest, WarnsOfWhatWillNotBeFoundOrIsOutOfDate) {
  const struct {
    const char* alter;
    const char* lint;                // "": no word of full-text tables
    std::vector<const char*> parts;  // of the warnings
  } kCases[] = {
      {"RENAME a TO z",
       "breaks_full_text",
       {"fts5 table f reads T and will not find what it reads: no such column: "
        "a",
        "fts5 table g reads v", "fts4 table h reads t"}},
      {"DROP COLUMN b", "breaks_full_text", {"fts5 table f"}},
      {"RENAME id TO key", "breaks_full_text", {"fts5 table f", "table g"}},
      {"RENAME TO u",
       "breaks_full_text",
       {"fts5 table f", "no such table: main.T", "fts4 table h"}},
      {"SET WITHOUT ROWID",
       "breaks_full_text",
       {"fts4 table h", "no such column: rowid"}},
      {"ALTER b TYPE INT",
       "outdates_full_text",
       {"fts5 table f indexes values of T that change",
        "INSERT INTO \"f\"(\"f\") VALUES ('rebuild')"}},
      {"DROP b, ADD b", "outdates_full_text", {"fts5 table f"}},
      {"RENAME c TO d", "", {}},
      {"DROP COLUMN c", "", {}},
      {"ADD d", "", {}},
      {"ALTER b SET DEFAULT 1", "", {}},
  };
  for (const auto& c : kCases) {
    TestDatabase database(SqliteApi::Linked());
    ASSERT_EQ(database.Run(kSetup), "ok");
    const FullPlan plan =
        PlanOf(database, std::string("ALTER TABLE t ") + c.alter);
    const std::string warnings = absl::StrJoin(plan.warnings, "\n");
    const std::string lint = absl::StrJoin(plan.lint, " ");
    for (const char* part : c.parts) {
      EXPECT_TRUE(absl::StrContains(warnings, part)) << c.alter << ":\n"
                                                     << warnings;
    }
    EXPECT_TRUE(absl::StrContains(lint, c.lint)) << c.alter << ": " << lint;
    if (std::string_view(c.lint).empty()) {
      EXPECT_FALSE(absl::StrContains(lint, "full_text")) << c.alter;
      EXPECT_FALSE(absl::StrContains(warnings, "fts")) << warnings;
    }
    EXPECT_FALSE(absl::StrContains(warnings, "own")) << warnings;
    EXPECT_FALSE(absl::StrContains(warnings, "none")) << warnings;
  }
}

// What the warning says is so, and its remedy is one.
TEST(ExternalContentTest, TheWarningIsTrue) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run(kSetup), "ok");
  EXPECT_EQ(Value(database, "SELECT b FROM f('x')"), "1");
  ASSERT_EQ(AlterFull(database, "ALTER TABLE t ALTER a TYPE TEXT USING 'new'"),
            "ok");
  EXPECT_EQ(Value(database, "SELECT count(*) FROM f('new')"), "0");
  ASSERT_EQ(database.Run("INSERT INTO \"f\"(\"f\") VALUES ('rebuild')"), "ok");
  EXPECT_EQ(Value(database, "SELECT count(*) FROM f('new')"), "2");
  ASSERT_EQ(AlterFull(database, "ALTER TABLE t RENAME a TO z"), "ok");
  EXPECT_TRUE(absl::StrContains(Value(database, "SELECT b FROM f('new')"),
                                "no such column: T.a"));
}

// What could not be read before does not get worse.
TEST(ExternalContentTest, SaysNothingOfWhatWasBrokenBefore) {
  TestDatabase database(SqliteApi::Linked());
  ASSERT_EQ(database.Run("CREATE TABLE t(a, b);"
                         "CREATE VIRTUAL TABLE f USING fts5(q, content=t);"
                         "CREATE VIRTUAL TABLE g USING fts5(a, content=no);"),
            "ok");
  const FullPlan plan = PlanOf(database, "ALTER TABLE t RENAME a TO z");
  EXPECT_EQ(absl::StrJoin(plan.warnings, "\n"), "");
}

}  // namespace
}  // namespace alterego::rebuild
