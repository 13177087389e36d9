// The rebuild engine beside native SQLite: the same answer, and the same
// database afterwards, in every version that is at hand.
#include <cctype>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engines/sqlite_loader.h"
#include "gtest/gtest.h"
#include "tests/places.h"
#include "tests/rebuild/side_by_side.h"

namespace alterego::rebuild {
namespace {

struct Case {
  const char* name;
  const char* setup;
  std::vector<const char*> steps;  // ALTERs are compared, the rest is run
};

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = {
#include "tests/rebuild/more_cases.inc"
#include "tests/rebuild/probe_cases.inc"
  };
  return cases;
}

struct Variant {
  const char* name;
  const char* before;  // run before the setup
  const char* after;   // run behind it
  Strategy strategy = Strategy::kAuto;
};
const Variant kVariants[] = {
    {"plain", "", "", Strategy::kAuto},
    {"in_transaction", "", "BEGIN", Strategy::kRebuild},
    {"in_savepoint", "PRAGMA foreign_keys=1", "SAVEPOINT s", Strategy::kAuto},
    {"foreign_keys", "PRAGMA foreign_keys=1", "", Strategy::kEdit},
};

bool IsAlter(const std::string& sql) { return sql.rfind("ALTER", 0) == 0; }

bool RunCase(const SqliteApi& api, const Case& c, const Variant& variant) {
  SideBySide pair(api);
  pair.Setup(variant.before);
  pair.Setup(c.setup);
  pair.Setup(variant.after);
  for (const std::string step : c.steps) {
    if (!IsAlter(step)) {
      pair.Setup(step);
      continue;
    }
    Options options;
    options.strategy = variant.strategy;
    const std::string difference = pair.Alter(step, options);
    if (difference.empty()) continue;
    ADD_FAILURE() << api.libversion() << " " << variant.name << " " << c.name
                  << "\n  " << c.setup << "\n  " << step << "\n"
                  << difference;
    return false;
  }
  return true;
}

// One report a case is enough.
void RunVariants(const SqliteApi& api, const Case& c) {
  for (const Variant& variant : kVariants) {
    if (!RunCase(api, c, variant)) return;
  }
}

TEST(AlterTest, EqualsNativeInTheLinkedSqlite) {
  for (const Case& c : Cases()) RunVariants(SqliteApi::Linked(), c);
}

class AlterVersionTest : public testing::TestWithParam<const char*> {};

TEST_P(AlterVersionTest, EqualsNative) {
  const std::string path = std::string(ALTEREGO_SOURCE_DIR) +
                           "/.engines/sqlite/" + GetParam() + "/libsqlite3.so";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here";
  const auto api = LoadSqlite(path);
  ASSERT_TRUE(api.ok()) << api.status();
  for (const Case& c : Cases()) RunVariants(**api, c);
}

INSTANTIATE_TEST_SUITE_P(Versions, AlterVersionTest,
                         testing::Values("3.40.0", "3.45.1", "3.49.2",
                                         "3.54.1"));

}  // namespace
}  // namespace alterego::rebuild
