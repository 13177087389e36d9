// Whatever fails, and wherever: everything is as it was.
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"
#include "rebuild/alter.h"
#include "rebuild/database.h"
#include "tests/rebuild/side_by_side.h"

namespace alterego::rebuild {
namespace {

constexpr char kSetup[] = R"sql(
PRAGMA foreign_keys=1; PRAGMA recursive_triggers=1;
CREATE TABLE p(id INTEGER PRIMARY KEY AUTOINCREMENT, a INT UNIQUE, b TEXT, c);
CREATE TABLE child(x REFERENCES p(a) ON DELETE CASCADE);
INSERT INTO p(a,b,c) VALUES(1,'one',1),(2,'two',2); INSERT INTO child VALUES(1);
CREATE INDEX i ON p(b DESC) WHERE c > 0;
CREATE VIEW v AS SELECT a, b FROM p;
CREATE TRIGGER r AFTER DELETE ON p BEGIN INSERT INTO child VALUES(NULL); END;
CREATE TEMP TRIGGER q AFTER INSERT ON p WHEN new.a > 100
  BEGIN DELETE FROM p; END;
CREATE TABLE h(rowid, oid, _rowid_, x); INSERT INTO h VALUES(1,2,3,4);
CREATE TABLE w(k, l, m, PRIMARY KEY(l, k)) WITHOUT ROWID;
INSERT INTO w VALUES(1,2,3))sql";

const char* const kAlters[] = {
    "ALTER TABLE p DROP COLUMN b",  // refused: an index needs it
    "ALTER TABLE p ADD COLUMN d TEXT DEFAULT 'x' CHECK(length(d) = 1)",
    "ALTER TABLE p ADD COLUMN d DEFAULT 'x' CHECK(d > 'y')",  // refused
    "ALTER TABLE p RENAME COLUMN a TO z",
    "ALTER TABLE p RENAME TO q",
    "ALTER TABLE h DROP COLUMN x",
    "ALTER TABLE w DROP COLUMN m",
    "ALTER TABLE w ADD COLUMN n DEFAULT 5",
};

struct Variant {
  const char* name;
  const char* open;
};
const Variant kVariants[] = {
    {"autocommit", ""},
    {"transaction", "BEGIN; INSERT INTO p(a) VALUES(7)"},
    {"savepoint", "BEGIN; SAVEPOINT s; DELETE FROM w; SAVEPOINT t"},
    {"defensive", ".defensive 1"},
};

TEST(FailureTest, EveryStatementMayFail) {
  for (const Variant& variant : kVariants) {
    for (const char* alter : kAlters) {
      int failed = 0;
      for (int n = 1;; ++n) {
        ASSERT_LT(n, 100);
        SideBySide pair(SqliteApi::Linked());
        pair.Setup(kSetup);
        pair.Setup(variant.open);
        const std::string before = pair.rebuilt().Observe();
        Connection connection(SqliteApi::Linked(), pair.rebuilt().db());
        Database database(connection);
        int count = 0;
        database.set_fault([&](std::string_view) {
          return ++count == n ? absl::UnavailableError("planted")
                              : absl::OkStatus();
        });
        const absl::StatusOr<Report> report = AlterWith(database, alter, {});
        if (count < n) break;  // there is no n-th statement
        ++failed;
        ASSERT_FALSE(report.ok()) << variant.name << " " << alter << " " << n;
        EXPECT_EQ(FirstDifference(before, pair.rebuilt().Observe()), "")
            << variant.name << " " << alter << ", statement " << n;
      }
      EXPECT_GT(failed, 5) << alter;
    }
  }
}

// Ends a statement after so many steps of SQLite's virtual machine.
struct Countdown {
  int left;
  static int Tick(void* self) {
    return --static_cast<Countdown*>(self)->left < 0 ? 1 : 0;
  }
};

TEST(FailureTest, InterruptsLeaveEverythingAsItWas) {
  const SqliteApi& api = SqliteApi::Linked();
  for (const char* alter : kAlters) {
    int interrupted = 0;
    for (int steps = 1; steps < 3000; steps = steps + 1 + steps / 4) {
      SideBySide pair(api);
      pair.Setup(kSetup);
      const std::string before = pair.rebuilt().Observe();
      Countdown countdown{steps};
      api.progress_handler(pair.rebuilt().db(), 1, &Countdown::Tick,
                           &countdown);
      Connection connection(api, pair.rebuilt().db());
      const absl::StatusOr<Report> report = Alter(connection, alter, {});
      api.progress_handler(pair.rebuilt().db(), 0, nullptr, nullptr);
      if (report.ok()) break;
      interrupted +=
          RefusalOf(report.status())->extended_code == SQLITE_INTERRUPT;
      EXPECT_EQ(FirstDifference(before, pair.rebuilt().Observe()), "")
          << alter << " " << steps;
    }
    EXPECT_GT(interrupted, 3) << alter;
  }
}

// SQLite ends the transaction if it is interrupted in a write; else the caller
// goes on with it.
TEST(FailureTest, InterruptsInATransactionUndoTheAlterOrAll) {
  const SqliteApi& api = SqliteApi::Linked();
  const auto content = [](SideBySide& pair) {
    const TestDatabase& database = pair.rebuilt();
    return database.Rows("SELECT name, sql FROM sqlite_master") +
           database.Rows("SELECT * FROM p") + database.Rows("SELECT * FROM w");
  };
  int kept = 0, ended = 0;
  for (const char* alter : kAlters) {
    for (int steps = 1; steps < 3000; steps = steps + 1 + steps / 4) {
      SideBySide pair(api);
      pair.Setup(kSetup);
      const std::string committed = content(pair);
      pair.Setup("BEGIN; INSERT INTO p(a) VALUES(7)");
      const std::string open = content(pair);
      Countdown countdown{steps};
      sqlite3* db = pair.rebuilt().db();
      api.progress_handler(db, 1, &Countdown::Tick, &countdown);
      Connection connection(api, db);
      const absl::StatusOr<Report> report = Alter(connection, alter, {});
      api.progress_handler(db, 0, nullptr, nullptr);
      if (report.ok()) break;
      const bool over = api.get_autocommit(db) != 0;
      ++(over ? ended : kept);
      EXPECT_EQ(FirstDifference(over ? committed : open, content(pair)), "")
          << alter << " " << steps;
    }
  }
  EXPECT_GT(kept, 10);
  EXPECT_GT(ended, 10);
}

TEST(FailureTest, ARefusalLeavesTheTransactionToTheCaller) {
  SideBySide pair(SqliteApi::Linked());
  pair.Setup(kSetup);
  pair.Setup("BEGIN; INSERT INTO p(a) VALUES(9); SAVEPOINT s");
  EXPECT_EQ(pair.Alter("ALTER TABLE p DROP COLUMN b", {}), "");
  EXPECT_EQ(pair.answer(),
            "1: error in index i after drop column: no such column: b");
  for (const char* sql : {"ROLLBACK TO s", "RELEASE s", "COMMIT"}) {
    EXPECT_EQ(pair.rebuilt().Run(sql), "ok");
  }
  EXPECT_EQ(pair.rebuilt().Rows("SELECT a FROM p"), "  1:1\n  1:2\n  1:9\n");
}

TEST(FailureTest, OpenReadersRefuseOnlyWhatMovesRows) {
  const SqliteApi& api = SqliteApi::Linked();
  SideBySide pair(api);
  pair.Setup(kSetup);
  sqlite3_stmt* reader = nullptr;
  ASSERT_EQ(api.prepare_v2(pair.rebuilt().db(), "SELECT * FROM w, child", -1,
                           &reader, nullptr),
            SQLITE_OK);
  ASSERT_EQ(api.step(reader), SQLITE_ROW);
  Connection connection(api, pair.rebuilt().db());
  const auto dropped = Alter(connection, "ALTER TABLE h DROP x", {});
  ASSERT_FALSE(dropped.ok());
  EXPECT_EQ(RefusalOf(dropped.status())->extended_code, SQLITE_LOCKED);
  EXPECT_TRUE(Alter(connection, "ALTER TABLE h RENAME x TO y", {}).ok());
  api.finalize(reader);
  EXPECT_TRUE(Alter(connection, "ALTER TABLE h DROP y", {}).ok());
}

}  // namespace
}  // namespace alterego::rebuild
