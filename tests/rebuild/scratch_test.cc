// The database that is asked what a schema means.
#include "rebuild/scratch.h"

#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace alterego::rebuild {
namespace {

const std::vector<Definition>& Wanted() {
  static const auto* const wanted = new std::vector<Definition>{
      {"main", "table", "t", "CREATE TABLE t(a)"},
      {"main", "view", "v", "CREATE VIEW v AS SELECT \"text\", a FROM t"}};
  return *wanted;
}

void Load(Scratch& scratch) {
  EXPECT_TRUE(scratch
                  .Load({"main", "temp"}, Wanted(),
                        [](const Definition&) { return true; })
                  .ok());
}

// SQLite remembers the columns of a view that it could read once.
TEST(ScratchTest, ForgetsViewsWhenStringsAreSwitched) {
  Scratch scratch(SqliteApi::Linked());
  scratch.AllowStrings(true, true);
  Load(scratch);
  EXPECT_EQ(scratch.ColumnsOf("main", "v").size(), 2U);
  scratch.AllowStrings(true, false);
  Load(scratch);
  EXPECT_EQ(scratch.ColumnsOf("main", "v").size(), 0U);
  EXPECT_EQ(scratch.ColumnsError("main", "v"), "no such column: text");
  scratch.AllowStrings(true, true);
  Load(scratch);
  EXPECT_EQ(scratch.ColumnsOf("main", "v").size(), 2U);
}

TEST(ScratchTest, BeginsAsItWasTold) {
  Scratch scratch(SqliteApi::Linked());
  scratch.AllowStrings(false, false);
  Load(scratch);
  EXPECT_EQ(scratch.Prepare("SELECT \"text\""), "no such column: text");
}

// What was loaded statement by statement, because SQLite cannot read all of it,
// goes away like everything else.
TEST(ScratchTest, ForgetsWhatWasCreatedOneByOne) {
  Scratch scratch(SqliteApi::Linked());
  const auto concerns = [](const Definition&) { return true; };
  const std::vector<std::string> schemas = {"main", "temp"};
  const std::vector<Definition> broken = {
      {"main", "table", "t", "CREATE TABLE t(a)"},
      {"main", "table", "u", "CREATE TABLE u(a, a)"}};
  ASSERT_TRUE(scratch.Load(schemas, broken, concerns).ok());
  EXPECT_EQ(scratch.Prepare("SELECT a FROM main.t"), "");
  const std::vector<Definition> other = {
      {"temp", "table", "t", "CREATE TABLE t(a)"}};
  ASSERT_TRUE(scratch.Load(schemas, other, concerns).ok());
  EXPECT_EQ(scratch.Prepare("SELECT a FROM main.t"), "no such table: main.t");
}

}  // namespace
}  // namespace alterego::rebuild
