// alterego selftest, from outside.
#include <gtest/gtest.h>

#include "tests/cli/program.h"

namespace alterego {
namespace {

TEST_F(CliTest, SelftestPlantsFaultsAndReports) {
  const Output output =
      Run("selftest engine/loses_row skips_add_column --for 30s "
          "--json all.json --markdown table.md");
  EXPECT_EQ(output.code, 0) << output.text;
  EXPECT_HAS(output, "engine/loses_row");
  EXPECT_HAS(output, "engine   2 of 2 caught");
  EXPECT_NE(Read("all.json").find("\"survivors\": 0"), std::string::npos);
  EXPECT_NE(Read("table.md").find("| `loses_row` |"), std::string::npos);
}

TEST_F(CliTest, SelftestNamesItsFaults) {
  const Output output = Run("selftest --list engine");
  EXPECT_EQ(output.code, 0) << output.text;
  EXPECT_HAS(output, "engine/loses_check");
  EXPECT_HAS(output, "a CHECK constraint is gone");
}

TEST_F(CliTest, SelftestSaysWhatIsWrong) {
  const struct {
    const char* arguments;
    const char* part;
  } kCases[] = {
      {"selftest nonsense",
       "there is no fault \"nonsense\" (see alterego selftest --list)"},
      {"selftest --for soon", "\"soon\" is no duration"},
      {"selftest --mutants nowhere",
       "nowhere: there are no mutants of SQLite; scripts/mutants makes them"},
      {"selftest loses_row --json no/such", "no/such"},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments);
    EXPECT_EQ(output.code, 2) << c.arguments << "\n" << output.text;
    EXPECT_HAS(output, c.part);
  }
}

TEST_F(CliTest, SelftestFailsForASurvivor) {
  // The first cases are always run. Without triggers this one shows in none.
  const Output output =
      Run("selftest engine/reverses_trigger --weights create_trigger=0 "
          "--for 1ms");
  EXPECT_EQ(output.code, 1) << output.text;
  EXPECT_HAS(output, "SURVIVES");
}

}  // namespace
}  // namespace alterego
