#include "runner/build_habits.h"

#include <gtest/gtest.h>

#include "engines/registry.h"

namespace alterego {
namespace {

Section SchemaOf(std::vector<std::pair<std::string, std::string>> views) {
  Section out{"schema main", Section::Status::kRows, ""};
  for (const auto& [name, sql] : views) {
    out.text += "'view'|'" + name + "'|'" + name + "'|'" + sql + "'\n";
  }
  return out;
}

TEST(BuildHabitsTest, LeavesOutWhatSaysSoAndWhatReadsIt) {
  Observation observation;
  observation.Add(SchemaOf({
      {"a", "CREATE VIEW a AS SELECT x LIKE ''y'' FROM t"},
      {"b", "CREATE VIEW b AS SELECT * FROM c"},
      {"c", "CREATE VIEW c AS SELECT * FROM \"A\""},
      {"d", "CREATE VIEW d AS SELECT substr(x, 0) FROM t"},
      {"e", "CREATE VIEW e AS SELECT ''like'' FROM t"},
      {"f", "CREATE VIEW f AS SELECT 1 UNION SELECT 2"},
  }));
  EXPECT_TRUE(ViewsToLeaveOut(observation, {}).empty());
  using Names = std::set<std::string>;
  EXPECT_EQ(ViewsToLeaveOut(observation, 1),
            (Names{"view main.a", "view main.b", "view main.c", "xinfo main.a",
                   "xinfo main.b", "xinfo main.c"}));
  EXPECT_EQ(ViewsToLeaveOut(observation, 2),
            (Names{"view main.d", "xinfo main.d"}));
  EXPECT_EQ(ViewsToLeaveOut(observation, 4),
            (Names{"view main.f", "xinfo main.f"}));
}

// One of them is of generated columns alone.
TEST(BuildHabitsTest, LooksAtTheTables) {
  for (const bool generated : {false, true}) {
    Observation observation;
    Section schema = SchemaOf({{"v", "CREATE VIEW v AS SELECT 1 ORDER BY 1"}});
    schema.text += "'table'|'t'|'t'|'CREATE TABLE t(a, b REAL ";
    schema.text += generated ? "AS (0))'\n" : "DEFAULT (0))'\n";
    observation.Add(std::move(schema));
    EXPECT_EQ(ViewsToLeaveOut(observation, 32).size(), generated ? 2u : 0u);
  }
}

// What the engine that is linked has, it has every time.
TEST(BuildHabitsTest, AsksTheEngine) {
  auto engine = OpenEngine("sqlite", {});
  ASSERT_TRUE(engine.ok()) << engine.status();
  const auto habits = HabitsOf(**engine);
  ASSERT_TRUE(habits.ok()) << habits.status();
  EXPECT_EQ(*habits, *HabitsOf(**engine));
  const SqliteVersion version = (*engine)->info().dialect.version;
  EXPECT_EQ((*habits)[2], (version < SqliteVersion{3, 41, 0}));
}

}  // namespace
}  // namespace alterego
