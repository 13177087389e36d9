// Every lie of the catalogue is one: beside an honest engine, it shows.
#include "selftest/lies.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "engines/registry.h"
#include "selftest/liar.h"

namespace alterego::selftest {
namespace {

using Statements = std::vector<std::string>;

// Columns, constraints, an index, a view and a trigger with everything that an
// ALTER might lose; what comes behind the ALTER shows it.
const Statements kSchema = {
    "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, "
    "b TEXT CONSTRAINT n NOT NULL ON CONFLICT IGNORE DEFAULT 'x' "
    "COLLATE NOCASE CHECK (b <> 'no'), c INT UNIQUE ON CONFLICT REPLACE, "
    "d AS (b || 'd'))",
    "CREATE TABLE k(a PRIMARY KEY ON CONFLICT IGNORE)",
    "CREATE TABLE log(x, y)",
    "CREATE TABLE s(a INT) STRICT",
    "CREATE UNIQUE INDEX i ON t(b COLLATE RTRIM, c DESC) WHERE c > 0",
    "CREATE VIEW v AS SELECT b, c FROM t WHERE c > 1",
    "CREATE VIEW w AS SELECT 'a' LIKE 'A'",
    "CREATE TRIGGER r AFTER UPDATE OF c ON t WHEN new.c > 5 BEGIN "
    "INSERT INTO log(x) VALUES (new.c); "
    "INSERT INTO log(x, y) SELECT count(*), max(c) FROM log, t; END",
    "INSERT INTO t(b, c) VALUES ('One', 1), ('two', 2), ('', 3)",
    "INSERT INTO log VALUES (9007199254740995, 'text'), ('', 2)",
    "ALTER TABLE log ADD COLUMN z TEXT NOT NULL DEFAULT 'zz' "
    "CHECK (z <> 'q') COLLATE NOCASE",
    "INSERT INTO t(b, c) VALUES ('no', 20)",
    "INSERT INTO t(b, c) VALUES ('NO', 20)",
    "INSERT INTO t(b, c) VALUES (NULL, 21)",
    "INSERT INTO t(c) VALUES (22)",
    "INSERT INTO t(b, c) VALUES ('ONE', 1)",
    "INSERT INTO t(b, c) VALUES ('one ', 30)",
    "INSERT INTO k VALUES (1), (1)",
    "INSERT INTO s VALUES ('x')",
    "UPDATE t SET c = 4 WHERE a = 2",
    "UPDATE t SET c = 70 WHERE a = 2",
    "UPDATE t SET b = 'w' WHERE a = 2",
    "DELETE FROM t",
    "INSERT INTO t(b, c) VALUES ('last', 1)"};

const Statements kForeignKeys = {
    "PRAGMA foreign_keys = ON",
    "CREATE TABLE p(k INTEGER PRIMARY KEY, x)",
    "CREATE TABLE one(f REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL "
    "DEFERRABLE INITIALLY DEFERRED, g REFERENCES p)",
    "INSERT INTO p VALUES (1, 1)",
    "ALTER TABLE one ADD COLUMN h",
    "BEGIN",
    "ALTER TABLE p ADD COLUMN y REFERENCES p",
    "INSERT INTO one(f) VALUES (99)",
    "INSERT INTO one(g) VALUES (99)",
    "ROLLBACK"};

const Statements kRenames = {
    "CREATE TABLE t(a INTEGER PRIMARY KEY AUTOINCREMENT, b, c INT)",
    "INSERT INTO t(b, c) VALUES (1, 2), (3, 4)",
    "CREATE TABLE main.u(a, b)",
    "INSERT INTO main.u VALUES (5, 6)",
    "CREATE TEMP TABLE u(a, b)",
    "CREATE INDEX i ON t(b)",
    "CREATE TRIGGER r AFTER DELETE ON t BEGIN SELECT 1; END",
    "ALTER TABLE main.u RENAME COLUMN a TO Z",
    "ALTER TABLE main.u DROP COLUMN b",
    "ALTER TABLE t RENAME TO Tee",
    "ALTER TABLE Tee DROP COLUMN c",
    "ALTER TABLE Tee ADD COLUMN e INT DEFAULT 5"};

const Statements kOtherObjects = {
    "CREATE TABLE t(a, b)",
    "INSERT INTO t VALUES (1, 2)",
    "CREATE TEMP TABLE x(a)",
    "CREATE TEMP VIEW y AS SELECT 1",
    "CREATE TEMP TRIGGER z AFTER DELETE ON main.t BEGIN SELECT 1; END",
    "ALTER TABLE t RENAME COLUMN a TO c",
    "INSERT INTO t VALUES (3, 4)"};

const Statements kRefusals = {"CREATE TABLE t(a, b)",
                              "INSERT INTO t VALUES (1, 2)",
                              "CREATE INDEX i ON t(b)",
                              "CREATE VIEW v AS SELECT a FROM t",
                              "BEGIN",
                              "ALTER TABLE t RENAME COLUMN NoPe TO c",
                              "ALTER TABLE t DROP COLUMN a",
                              "ROLLBACK"};

const Statements kTransactions = {"CREATE TABLE t(a)",
                                  "BEGIN",
                                  "ALTER TABLE t ADD COLUMN b",
                                  "INSERT INTO t VALUES (1, 1)",
                                  "SAVEPOINT s",
                                  "INSERT INTO t VALUES (2, 2)",
                                  "ROLLBACK TO s",
                                  "RELEASE s",
                                  "SAVEPOINT s",
                                  "INSERT INTO t VALUES (3, 3)",
                                  "RELEASE s",
                                  "COMMIT",
                                  "BEGIN",
                                  "INSERT INTO t VALUES (4, 4)",
                                  "ROLLBACK"};

// Everything that the engine says, and that can be seen of it.
std::string Story(Engine& engine, const Statements& statements) {
  EXPECT_TRUE(engine.Reset().ok());
  std::string out;
  const auto look = [&] {
    const auto seen = engine.Observe({true, true, true, true, true});
    EXPECT_TRUE(seen.ok()) << seen.status();
    if (!seen.ok()) return;
    for (const Section& section : seen->sections) {
      absl::StrAppend(&out, section.name, " ", static_cast<int>(section.status),
                      "\n", section.text);
    }
  };
  for (const std::string& sql : statements) {
    const auto outcome = engine.Execute(sql);
    EXPECT_TRUE(outcome.ok()) << outcome.status();
    if (!outcome.ok()) return out;
    absl::StrAppend(&out, sql, " -> ", Describe(*outcome), "\n");
    look();
  }
  EXPECT_TRUE(engine.Reopen().ok());
  look();
  return out;
}

std::unique_ptr<Engine> Sqlite() {
  auto engine = OpenEngine("sqlite", {});
  EXPECT_TRUE(engine.ok()) << engine.status();
  return *std::move(engine);
}

TEST(LiesTest, EachShows) {
  const std::vector<Statements> scripts = {
      kSchema, kForeignKeys, kRenames, kOtherObjects, kRefusals, kTransactions};
  const auto honest = Sqlite();
  std::vector<std::string> stories;
  for (const Statements& script : scripts) {
    stories.push_back(Story(*honest, script));
    ASSERT_EQ(Story(*honest, script), stories.back()) << "not repeatable";
  }
  for (const Lie& lie : Lies()) {
    // These end the process, or never end.
    if (lie.name == "crashes" || lie.name == "hangs") continue;
    Liar liar(Sqlite(), lie);
    bool shows = false;
    for (size_t i = 0; i < scripts.size() && !shows; ++i) {
      shows = Story(liar, scripts[i]) != stories[i];
    }
    EXPECT_TRUE(shows) << lie.name << ": " << lie.what;
  }
}

TEST(LiesTest, AnEngineWithoutOneIsHonest) {
  static constexpr Lie kHonest = {.name = "honest", .what = "nothing"};
  const auto honest = Sqlite();
  Liar liar(Sqlite(), kHonest);
  for (const Statements& script :
       {kSchema, kForeignKeys, kRenames, kRefusals, kTransactions}) {
    EXPECT_EQ(Story(liar, script), Story(*honest, script));
  }
}

// A lie in memory leaves the text; one that is written does not.
TEST(LiesTest, SpoilsTheTextOrTheMemory) {
  const std::string create = "CREATE TABLE t(a INT CHECK (a > 0), b)";
  std::map<std::string, std::pair<std::string, bool>> seen;
  for (const Lie& lie : Lies()) {
    if (lie.name != "loses_check" && lie.name != "forgets_check") continue;
    Liar liar(Sqlite(), lie);
    ASSERT_TRUE(liar.Execute(create).ok());
    ASSERT_TRUE(liar.Execute("ALTER TABLE t RENAME COLUMN b TO c").ok());
    const std::string text = liar.Schema()[0].sql;
    const auto inserted = liar.Execute("INSERT INTO t VALUES (-1, 1)");
    ASSERT_TRUE(inserted.ok());
    seen[std::string(lie.name)] = {text,
                                   std::holds_alternative<Accepted>(*inserted)};
  }
  EXPECT_EQ(
      seen["forgets_check"],
      std::pair(std::string("CREATE TABLE t(a INT CHECK (a > 0), c)"), true));
  EXPECT_EQ(seen["loses_check"],
            std::pair(std::string("CREATE TABLE t(a INT, c)"), true));
}

}  // namespace
}  // namespace alterego::selftest
