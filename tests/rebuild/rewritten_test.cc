// The rebuild engine beside native SQLite on every case of
// tests/shadow/alter_cases.txt, as it stands and with other blanks, comments,
// quotes and cases.
//
//   ALTEREGO_REWRITES=50 rebuild_tests --gtest_filter='Rewritten*'
//
// rewrites every case fifty times; once is the default.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/numbers.h"
#include "engines/sqlite_loader.h"
#include "tests/alter_cases.h"
#include "tests/places.h"
#include "tests/rebuild/side_by_side.h"

namespace alterego::rebuild {
namespace {

int Rounds() {
  const char* asked = std::getenv("ALTEREGO_REWRITES");
  int rounds = 1;
  return asked != nullptr && absl::SimpleAtoi(asked, &rounds) ? rounds : 1;
}

std::string RunCase(const SqliteApi& api, const AlterCase& c) {
  SideBySide pair(api);
  pair.Setup(c.setup);
  for (const AlterCase::Statement& statement : c.statements) {
    if (statement.mark == '!') {
      pair.Setup(statement.sql);
      continue;
    }
    const std::string difference = pair.Alter(statement.sql, {});
    if (difference.empty()) continue;
    return "alter_cases.txt:" + std::to_string(c.line) + c.title + " [" +
           api.libversion() + "]\n" + c.setup + statement.sql + "\n" +
           difference;
  }
  return "";
}

void RunAll(const SqliteApi& api) {
  Random random(20261121);
  for (const AlterCase& c : ReadAlterCases()) {
    const std::string fault = RunCase(api, c);
    EXPECT_TRUE(fault.empty()) << fault;
    for (int round = 0; round < Rounds(); ++round) {
      const std::string other = RunCase(api, Rewritten(c, random));
      EXPECT_TRUE(other.empty()) << other;
    }
  }
}

TEST(RewrittenTest, EqualsNativeInTheLinkedSqlite) {
  RunAll(SqliteApi::Linked());
}

class RewrittenVersionTest : public testing::TestWithParam<const char*> {};

TEST_P(RewrittenVersionTest, EqualsNative) {
  const std::string path = std::string(ALTEREGO_SOURCE_DIR) +
                           "/.engines/sqlite/" + GetParam() + "/libsqlite3.so";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  const auto api = LoadSqlite(path);
  ASSERT_TRUE(api.ok()) << api.status();
  RunAll(**api);
}

INSTANTIATE_TEST_SUITE_P(Versions, RewrittenVersionTest,
                         testing::Values("3.45.1", "3.49.2", "3.54.1"));

}  // namespace
}  // namespace alterego::rebuild
