// Switches of the connection in scripts, and what they change.
#include "shadow/switch.h"

#include <gtest/gtest.h>

#include <string>

#include "model/script.h"

namespace alterego::shadow {
namespace {

TEST(SwitchTest, IsReadAsItIsPrinted) {
  for (const Switch which : kSwitches) {
    for (const bool on : {false, true}) {
      const SetSwitch set{which, on};
      EXPECT_EQ(ParseSwitch(Print(set)), set) << Print(set);
    }
  }
  EXPECT_EQ(Print(SetSwitch{Switch::kDqsDdl, false}), ".dbconfig dqs_ddl off");
  EXPECT_EQ(Print(SetSwitch{Switch::kIgnoreAlterTable, true}),
            ".authorizer ignore_alter_table on");
  for (const char* other :
       {"", ".", ".dbconfig", ".dbconfig dqs_ddl", ".dbconfig trigger on",
        ".dbconfig defensive on ", "SELECT 1", ".authorizer deny_alter_table",
        ".authorizer defensive on"}) {
    EXPECT_EQ(ParseSwitch(other), std::nullopt) << other;
  }
}

TEST(SwitchTest, IsALineOfAScript) {
  const std::string text =
      "CREATE TABLE t(a);\n"
      "-- why\n"
      ".dbconfig defensive on\n"
      ".dbconfig dqs_dml off\n"
      "SELECT \"x\";\n";
  const absl::StatusOr<Script> script = ParseScript(text);
  ASSERT_TRUE(script.ok()) << script.status();
  ASSERT_EQ(script->steps.size(), 4U);
  EXPECT_EQ(script->steps[1].sql, ".dbconfig defensive on");
  EXPECT_EQ(script->steps[1].comment, "-- why\n");
  EXPECT_EQ(script->ToText(), text);
}

TEST(SwitchTest, ChangesTheDialectOfItsVersion) {
  const struct {
    const char* step;
    SqliteVersion version;
    bool defensive, dqs_ddl, dqs_dml;
  } kCases[] = {
      {".dbconfig defensive on", {3, 26, 0}, true, true, true},
      {".dbconfig dqs_ddl off", {3, 26, 0}, false, true, true},
      {".dbconfig dqs_ddl off", {3, 31, 0}, false, false, true},
      {".dbconfig dqs_dml off", {3, 54, 1}, false, true, false},
  };
  for (const auto& c : kCases) {
    Dialect dialect;
    dialect.version = c.version;
    Shadow shadow(dialect);
    const Verdict verdict = shadow.Judge(Step::FromSql(c.step));
    EXPECT_TRUE(verdict.prediction.may_accept) << c.step;
    shadow.Advance(verdict, true);
    const Dialect& now = shadow.world().dialect;
    EXPECT_EQ(now.defensive, c.defensive) << c.step;
    EXPECT_EQ(now.dqs_ddl, c.dqs_ddl) << c.step;
    EXPECT_EQ(now.dqs_dml, c.dqs_dml) << c.step;
  }
}

}  // namespace
}  // namespace alterego::shadow
