// Whatever operation of the disk fails: before or after, never between.
#include <filesystem>
#include <string>

#include "base/temporary_folder.h"
#include "gtest/gtest.h"
#include "tests/faults/fault_vfs.h"
#include "tests/faults/file_database.h"

namespace alterego {
namespace {

struct Disk {
  const char* name;
  IoKind kind;
  int code;
  Times times;
};
constexpr Disk kDisks[] = {
    {"read", IoKind::kRead, SQLITE_IOERR_READ, Times::kOnce},
    {"write", IoKind::kWrite, SQLITE_IOERR_WRITE, Times::kOnce},
    {"full", IoKind::kWrite, SQLITE_FULL, Times::kOnce},
    {"full_for_ever", IoKind::kWrite, SQLITE_FULL, Times::kEver},
    {"sync", IoKind::kSync, SQLITE_IOERR_FSYNC, Times::kOnce},
    {"sync_for_ever", IoKind::kSync, SQLITE_IOERR_FSYNC, Times::kEver},
    {"truncate", IoKind::kTruncate, SQLITE_IOERR_TRUNCATE, Times::kOnce},
    {"delete", IoKind::kDelete, SQLITE_IOERR_DELETE, Times::kOnce},
};

// What must be there before and after a case.
struct Wanted {
  std::string before, after;
};

void Copy(const std::string& from, const std::string& to) {
  namespace fs = std::filesystem;
  for (const char* extra : {"-journal", "-wal", "-shm"}) fs::remove(to + extra);
  fs::copy_file(from, to, fs::copy_options::overwrite_existing);
}

Wanted WantedOf(const TemporaryFolder& folder, const FaultCase& c) {
  Copy(folder / "original", folder / "wanted");
  const FileDatabase database(folder / "wanted", kFaultVfs);
  Wanted wanted;
  wanted.before = database.Look();
  EXPECT_EQ(database.Alter(c.sql, c.strategy), "ok") << c.sql;
  wanted.after = database.Look();
  return wanted;
}

// One run with that fault; false if the ALTER had fewer such operations.
bool FailOnce(FaultVfs& vfs, const TemporaryFolder& folder, const FaultCase& c,
              const Disk& disk, int n, const Wanted& wanted) {
  const std::string path = folder / "copy";
  Copy(folder / "original", path);
  std::string answer;
  {
    const FileDatabase database(path, kFaultVfs);
    EXPECT_EQ(database.Run("PRAGMA foreign_keys=1"), "ok");
    const std::string switches = database.Switches();
    vfs.Fail(disk.kind, n, disk.code, disk.times);
    answer = database.Alter(c.sql, c.strategy);
    vfs.Heal();
    EXPECT_EQ(database.Switches(), switches) << answer;
  }
  const FileDatabase again(path, kFaultVfs);
  const std::string found = again.Look();
  EXPECT_EQ(found, answer == "ok" ? wanted.after : wanted.before) << answer;
  if (answer != "ok" && found == wanted.before) {
    EXPECT_EQ(again.Alter(c.sql, c.strategy), "ok");
    EXPECT_EQ(again.Look(), wanted.after);
  }
  return vfs.failed();
}

class IoTest : public testing::TestWithParam<const char*> {};

TEST_P(IoTest, BeforeOrAfter) {
  FaultVfs vfs;
  const TemporaryFolder folder;
  MakeFaultDatabase(folder / "original", GetParam());
  for (const FaultCase& c : kFaultCases) {
    const Wanted wanted = WantedOf(folder, c);
    ASSERT_NE(wanted.before, wanted.after) << c.name;
    for (const Disk& disk : kDisks) {
      int n = 1;
      while (FailOnce(vfs, folder, c, disk, n, wanted)) {
        ASSERT_FALSE(HasFailure())
            << c.name << ", " << disk.name << ", operation " << n;
        ASSERT_LT(++n, 10000);
      }
      // Something was there to fail, but for what a journal mode never does.
      if (disk.kind == IoKind::kWrite) {
        EXPECT_GT(n, 1) << c.name;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Journals, IoTest,
                         testing::Values("delete", "truncate", "wal"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace alterego
