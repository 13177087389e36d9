// A process that dies in the middle of an ALTER, and neighbours that are in
// its way.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

#include "base/temporary_folder.h"
#include "gtest/gtest.h"
#include "tests/faults/file_database.h"

namespace alterego {
namespace {

constexpr int kKills = 40;

TEST(KillTest, TheNextOneFindsBeforeOrAfter) {
  const TemporaryFolder folder;
  for (const char* journal : {"delete", "wal"}) {
    const std::string path = folder / journal;
    MakeFaultDatabase(path, journal);
    const std::string there = "ALTER TABLE t ALTER COLUMN c TYPE TEXT";
    const std::string back = "ALTER TABLE t ALTER COLUMN c TYPE INT";
    std::string one, other;
    {
      const FileDatabase database(path, nullptr);
      one = database.Look();
      ASSERT_EQ(database.Alter(there, rebuild::Strategy::kRebuild), "ok");
      other = database.Look();
      ASSERT_EQ(database.Alter(back, rebuild::Strategy::kRebuild), "ok");
      ASSERT_EQ(database.Look(), one);
    }
    for (int i = 0; i < kKills; ++i) {
      const pid_t child = ::fork();
      ASSERT_GE(child, 0);
      if (child == 0) {
        const FileDatabase database(path, nullptr);
        for (;;) {
          database.Alter(there, rebuild::Strategy::kAuto);
          database.Alter(back, rebuild::Strategy::kRebuild);
        }
      }
      ::usleep(static_cast<useconds_t>(1000 + i * 731));
      ::kill(child, SIGKILL);
      int status = 0;
      ASSERT_EQ(::waitpid(child, &status, 0), child);
      const FileDatabase database(path, nullptr);
      const std::string found = database.Look();
      ASSERT_TRUE(found == one || found == other) << journal << "\n" << found;
      ASSERT_EQ(database.Alter("ALTER TABLE t ALTER COLUMN b TYPE INT",
                               rebuild::Strategy::kRebuild),
                "ok");
    }
  }
}

TEST(NeighbourTest, AReaderGoesOnReading) {
  const TemporaryFolder folder;
  for (const char* journal : {"delete", "wal"}) {
    const std::string path = folder / journal;
    MakeFaultDatabase(path, journal);
    const FileDatabase writer(path, nullptr), reader(path, nullptr);
    const std::string before = writer.Look();
    ASSERT_EQ(reader.Run("BEGIN; SELECT count(*) FROM t"), "ok");
    const bool wal = std::string(journal) == "wal";
    for (const FaultCase& c : kFaultCases) {
      const std::string answer = writer.Alter(c.sql, c.strategy);
      EXPECT_EQ(answer, wal ? "ok" : "database is locked") << c.name;
      EXPECT_EQ(reader.Look(), before) << c.name;
      if (!wal) {
        EXPECT_EQ(writer.Look(), before);
      }
      if (wal) break;  // the next ones have other columns to work on
    }
    ASSERT_EQ(reader.Run("COMMIT"), "ok");
    EXPECT_EQ(reader.Look(), writer.Look());
  }
}

TEST(NeighbourTest, ALockIsRespected) {
  const TemporaryFolder folder;
  const std::string path = folder / "x";
  MakeFaultDatabase(path, "delete");
  const FileDatabase writer(path, nullptr), holder(path, nullptr);
  const std::string before = writer.Look();
  const std::string switches = writer.Switches();
  ASSERT_EQ(holder.Run("BEGIN IMMEDIATE"), "ok");
  for (const FaultCase& c : kFaultCases) {
    EXPECT_EQ(writer.Alter(c.sql, c.strategy), "database is locked") << c.name;
    EXPECT_EQ(writer.Look(), before);
    EXPECT_EQ(writer.Switches(), switches);
  }
  ASSERT_EQ(holder.Run("COMMIT"), "ok");
  EXPECT_EQ(writer.Alter(kFaultCases[0].sql, kFaultCases[0].strategy), "ok");
}

}  // namespace
}  // namespace alterego
