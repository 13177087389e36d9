#include <gtest/gtest.h>

#include <set>
#include <string>

#include "shadow/guard.h"

namespace alterego::shadow {
namespace {

std::set<std::string> InReach(SqliteVersion version, Mode mode) {
  Dialect dialect;
  dialect.version = version;
  dialect.mode = mode;
  std::set<std::string> out;
  for (const RuleInfo& rule : RulesInReach(dialect)) {
    EXPECT_TRUE(out.emplace(rule.rule).second) << rule.rule << " twice";
  }
  return out;
}

TEST(RulesTest, AreInReachOfTheirVersionsAndMode) {
  const struct {
    const char* rule;
    bool at_3_26_0, at_3_40_1, at_3_54_1, in_full;
  } kCases[] = {
      {"alter.syntax", true, true, true, false},
      {"alter.half_done", true, false, false, false},
      {"rename_table.accept", true, true, true, false},
      {"add_column.always_not_null", true, false, false, false},
      {"drop_column.no_such_table", false, true, true, false},
      {"drop_column.rowid", false, false, true, false},
      // A syntax error to older versions, whatever the table is.
      {"set_not_null.no_such_table", false, false, true, false},
      {"add_check.view", false, false, true, false},
      {"full.no_such_table", false, false, false, true},
      {"full.set_type.accept", false, false, false, true},
  };
  const auto in_3_26_0 = InReach({3, 26, 0}, Mode::kSqlite);
  const auto in_3_40_1 = InReach({3, 40, 1}, Mode::kSqlite);
  const auto in_3_54_1 = InReach({3, 54, 1}, Mode::kSqlite);
  const auto in_full = InReach({3, 54, 1}, Mode::kFull);
  for (const auto& c : kCases) {
    EXPECT_EQ(in_3_26_0.count(c.rule) > 0, c.at_3_26_0) << c.rule;
    EXPECT_EQ(in_3_40_1.count(c.rule) > 0, c.at_3_40_1) << c.rule;
    EXPECT_EQ(in_3_54_1.count(c.rule) > 0, c.at_3_54_1) << c.rule;
    EXPECT_EQ(in_full.count(c.rule) > 0, c.in_full) << c.rule;
  }
}

}  // namespace
}  // namespace alterego::shadow
