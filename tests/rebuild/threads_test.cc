// Threads that alter at once, each on a connection of its own. Worth most under
// ThreadSanitizer (cmake --preset tsan).
#include <sqlite3.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/temporary_folder.h"
#include "gtest/gtest.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {
namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 20;

void Exec(sqlite3* db, const std::string& sql) {
  char* message = nullptr;
  EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message),
            SQLITE_OK)
      << sql << ": " << message;
  sqlite3_free(message);
}

// The first column of all rows, a line each.
std::string Rows(sqlite3* db, const std::string& sql) {
  std::string out;
  sqlite3_stmt* statement = nullptr;
  EXPECT_EQ(sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr),
            SQLITE_OK)
      << sqlite3_errmsg(db);
  while (sqlite3_step(statement) == SQLITE_ROW) {
    out += reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
    out += '\n';
  }
  sqlite3_finalize(statement);
  return out;
}

void Alter(Connection& connection, const std::string& sql, Mode mode,
           Strategy strategy) {
  Options options;
  options.mode = mode;
  options.strategy = strategy;
  const auto done = rebuild::Alter(connection, sql, options);
  EXPECT_TRUE(done.ok()) << sql << ": " << done.status();
}

// Each form of work that the engine has: text, rows in place, rows that move.
void AlterTable(Connection& connection, const std::string& table) {
  const auto alter = [&](const std::string& action, Mode mode,
                         Strategy strategy) {
    Alter(connection, absl::StrCat("ALTER TABLE ", table, " ", action), mode,
          strategy);
  };
  alter("RENAME COLUMN a TO key", Mode::kSqlite, Strategy::kAuto);
  alter("ALTER b TYPE INTEGER", Mode::kFull, Strategy::kEdit);
  alter("ADD CHECK (b > 0)", Mode::kFull, Strategy::kAuto);
  alter("ADD COLUMN c NOT NULL DEFAULT 'new'", Mode::kSqlite, Strategy::kAuto);
  alter("ALTER b TYPE TEXT, ADD UNIQUE (b)", Mode::kFull, Strategy::kRebuild);
}

std::string Create(const std::string& table) {
  return absl::StrCat("CREATE TABLE ", table,
                      "(a INTEGER PRIMARY KEY, b TEXT);"
                      "INSERT INTO ",
                      table, "(b) VALUES('12'), ('7'), ('300');");
}

std::string Found(sqlite3* db, const std::string& table) {
  return Rows(
      db, absl::StrCat("SELECT sql FROM sqlite_master WHERE name = '", table,
                       "' UNION ALL SELECT quote(key) || quote(b) || quote(c) "
                       "FROM ",
                       table));
}

// What one thread alone makes of the table.
std::string Expected(const std::string& table) {
  sqlite3* db = nullptr;
  EXPECT_EQ(sqlite3_open(":memory:", &db), SQLITE_OK);
  Exec(db, Create(table));
  Connection connection(SqliteApi::Linked(), db);
  AlterTable(connection, table);
  std::string out = Found(db, table);
  sqlite3_close(db);
  return out;
}

void InThreads(void (*work)(int thread, const std::string& path),
               const std::string& path) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work, i, path);
  for (std::thread& thread : threads) thread.join();
}

TEST(ThreadsOwnTest, AlterDatabasesOfTheirOwn) {
  InThreads(
      [](int, const std::string&) {
        const std::string expected = Expected("t");
        EXPECT_NE(expected.find("3'300''new'"), expected.npos) << expected;
        for (int round = 0; round < kRounds; ++round) {
          EXPECT_EQ(Expected("t"), expected);
        }
      },
      "");
}

std::string TableOf(int thread, int round) {
  return absl::StrCat("t", thread, "_", round);
}

class ThreadsTest : public testing::TestWithParam<const char*> {};

// Each waits for the others: an ALTER that had read before it asks for the
// write lock would be refused at once, and one that had planned before it got
// the lock would write over what the others made.
TEST_P(ThreadsTest, AlterTablesOfOneFile) {
  const TemporaryFolder folder;
  const std::string path = folder / "shared.db";
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open(path.c_str(), &db), SQLITE_OK);
  Exec(db, absl::StrCat("PRAGMA journal_mode = ", GetParam()));
  InThreads(
      [](int thread, const std::string& file) {
        sqlite3* own = nullptr;
        EXPECT_EQ(sqlite3_open(file.c_str(), &own), SQLITE_OK);
        sqlite3_busy_timeout(own, 60000);
        Exec(own, "PRAGMA synchronous = OFF");
        Connection connection(SqliteApi::Linked(), own);
        for (int round = 0; round < kRounds; ++round) {
          const std::string table = TableOf(thread, round);
          Exec(own, absl::StrCat("BEGIN IMMEDIATE;", Create(table), "COMMIT"));
          AlterTable(connection, table);
        }
        sqlite3_close(own);
      },
      path);
  for (int thread = 0; thread < kThreads; ++thread) {
    for (int round = 0; round < kRounds; ++round) {
      const std::string table = TableOf(thread, round);
      EXPECT_EQ(Found(db, table), Expected(table));
    }
  }
  EXPECT_EQ(Rows(db, "PRAGMA integrity_check"), "ok\n");
  sqlite3_close(db);
}

INSTANTIATE_TEST_SUITE_P(Journals, ThreadsTest,
                         testing::Values("wal", "delete"));

}  // namespace
}  // namespace alterego::rebuild
