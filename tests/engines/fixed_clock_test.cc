#include "engines/fixed_clock.h"

#include <gtest/gtest.h>

#include <string>

#include "engines/engine.h"
#include "engines/registry.h"
#include "tests/engines/builds.h"

namespace alterego {
namespace {

// What CURRENT_TIMESTAMP and its like put into a row.
std::string Times(const std::string& spec, bool repeatable) {
  EngineOptions options;
  options.repeatable = repeatable;
  const auto engine = OpenEngine(spec, options);
  if (!engine.ok()) return std::string(engine.status().message());
  for (const char* sql :
       {"CREATE TABLE t(a DEFAULT CURRENT_TIMESTAMP, b DEFAULT CURRENT_DATE, "
        "c DEFAULT (strftime('%s', 'now')))",
        "INSERT INTO t DEFAULT VALUES"}) {
    const auto outcome = (*engine)->Execute(sql);
    if (!outcome.ok() || !std::holds_alternative<Accepted>(*outcome)) {
      return sql;
    }
  }
  const auto seen = (*engine)->Observe(ObserveOptions{});
  const Section* rows = seen.ok() ? seen->Find("rows main.t") : nullptr;
  return rows == nullptr ? "no rows" : rows->text;
}

TEST(FixedClock, StandsStillOnEveryBuild) {
  std::vector<std::string> specs = SqliteSpecs();
  specs.push_back("rebuild");
  for (const std::string& spec : specs) {
    EXPECT_EQ(Times(spec, true),
              "1|'2001-02-03 04:05:06'|'2001-02-03'|'981173106'\n")
        << spec;
  }
  EXPECT_EQ(Times("sqlite", false).find("2001-02-03"), std::string::npos);
}

// SQLite names the sixth column of one name by a number that it draws.
TEST(FixedClock, GoesWithNumbersThatComeAgain) {
  EngineOptions options;
  options.repeatable = true;
  std::string first;
  for (int i = 0; i < 2; ++i) {
    const auto engine = OpenEngine("sqlite", options);
    ASSERT_TRUE(engine.ok()) << engine.status();
    for (int draw = 0; draw <= i; ++draw) {
      ASSERT_TRUE((*engine)->Execute("SELECT randomblob(7)").ok());
    }
    ASSERT_TRUE((*engine)
                    ->Execute("CREATE TABLE t AS SELECT 1 AS a, 2 AS a, 3 AS a,"
                              " 4 AS a, 5 AS a, 6 AS a, random() AS b")
                    .ok());
    const auto seen = (*engine)->Observe(ObserveOptions{});
    ASSERT_TRUE(seen.ok()) << seen.status();
    const std::string text =
        seen->Find("xinfo main.t")->text + seen->Find("rows main.t")->text;
    if (i == 0) first = text;
    EXPECT_EQ(text, first);
  }
}

TEST(FixedClock, IsForLibraries) {
  const struct {
    const char* spec;
    bool is_library;
  } cases[] = {{"sqlite", true},
               {"sqlite:x.so", true},
               {"rebuild", true},
               {"rebuild@sqlite:x.so", true},
               {"rebuild:mode=full@sqlite:x.so", true},
               {"sqlite-utils", false},
               {"turso", false},
               {"process:x", false}};
  for (const auto& c : cases) EXPECT_EQ(IsLibrary(c.spec), c.is_library);
}

}  // namespace
}  // namespace alterego
