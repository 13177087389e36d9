// Whatever allocation of SQLite fails: all or nothing, at once and on the same
// connection.
#include <filesystem>
#include <string>

#include "base/temporary_folder.h"
#include "gtest/gtest.h"
#include "tests/faults/fault_memory.h"
#include "tests/faults/fault_vfs.h"
#include "tests/faults/file_database.h"

namespace alterego {
namespace {

// Every one of the first, where most differ; then one out of so many.
constexpr int kAllUpTo = 100;
constexpr int kStep = 37;

TEST(MemoryTest, AllOrNothing) {
  const FaultVfs vfs;  // does not wait for the disk
  const TemporaryFolder folder;
  const std::string original = folder / "original";
  MakeFaultDatabase(original, "memory");
  for (const FaultCase& c : kFaultCases) {
    int refused = 0;
    for (int n = 1;; n += n < kAllUpTo ? 1 : kStep) {
      ASSERT_LT(n, 1000000);
      const std::string path = folder / "copy";
      std::filesystem::copy_file(
          original, path, std::filesystem::copy_options::overwrite_existing);
      const FileDatabase database(path, kFaultVfs);
      ASSERT_EQ(database.Run("PRAGMA foreign_keys=1"), "ok");
      const std::string before = database.Look();
      const std::string switches = database.Switches();
      FailAllocation(n);
      const std::string answer = database.Alter(c.sql, c.strategy);
      const bool failed = AllocationFailed();
      FailAllocation(0);
      ASSERT_EQ(database.Switches(), switches) << c.name << " " << n;
      if (answer != "ok") {
        ++refused;
        ASSERT_EQ(database.Look(), before)
            << c.name << " " << n << ": " << answer;
        ASSERT_EQ(database.Alter(c.sql, c.strategy), "ok") << c.name << n;
      }
      ASSERT_NE(database.Look(), before);
      if (!failed) break;
    }
    EXPECT_GT(refused, 10) << c.name;
  }
}

}  // namespace
}  // namespace alterego
