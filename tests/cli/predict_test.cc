// alterego predict and alterego import, on files that SQLite made.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "tests/cli/program.h"

namespace alterego {
namespace {

class PredictTest : public CliTest {
 protected:
  void MakeDatabase(const std::string& name, const char* sql) const {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((path_ + "/" + name).c_str(), &db), SQLITE_OK);
    char* fault = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, &fault), SQLITE_OK)
        << fault;
    sqlite3_free(fault);
    sqlite3_close(db);
  }
  void MakeShop() const {
    MakeDatabase("shop.db",
                 "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c INT);"
                 "CREATE INDEX i ON t(b DESC);"
                 "CREATE VIEW v AS SELECT b FROM t;"
                 "INSERT INTO t VALUES(1,'x',2),(5,'y',NULL)");
  }
};

TEST_F(PredictTest, AnswersFromTheShadowAndLeavesTheFile) {
  MakeShop();
  const std::string before = Read("shop.db");
  const struct {
    const char* arguments;
    int code;
    std::vector<const char*> parts;
  } kCases[] = {
      {"'ALTER TABLE t RENAME b TO \"n m\"'",
       0,
       {"SQLite 3", "accepted [rename_column.accept]", "  index i\n",
        "    - CREATE INDEX i ON t(b DESC)\n"
        "    + CREATE INDEX i ON t(\"n m\" DESC)\n",
        "    + CREATE VIEW v AS SELECT \"n m\" FROM t\n"}},
      {"'ALTER TABLE t RENAME TO s'", 0, {"  table t becomes s\n"}},
      {"'ALTER TABLE t DROP c'", 0, {"  rows of t: 2 changed\n"}},
      {"'DROP VIEW v'", 0, {"  view v is dropped\n"}},
      {"'CREATE VIEW w AS SELECT 1'", 0, {"  view w is made\n"}},
      {"'ALTER TABLE t DROP b'",
       1,
       {"refused (no_such_column): error in index i after drop column"}},
      {"'ALTER TABLE t ADD d; ALTER TABLE t DROP d; ALTER TABLE t DROP z'",
       1,
       {"accepted [add_column.accept]", "accepted [drop_column.accept]",
        "no such column: \"z\""}},
      {"'ALTER TABLE no RENAME TO x'", 1, {"no such table: no"}},
      {"'ALTR TABLE t'", 1, {"refused (syntax): near \"ALTR\""}},
      {"'ALTER TABLE t ADD CHECK(c>2)' --sqlite 3.40.1",
       1,
       {"refused (syntax): near \"CHECK\""}},
      {"'ALTER TABLE t ALTER c SET NOT NULL' --sqlite 3.54.1",
       1,
       {"SQLite 3.54.1: refused (constraint_violated)"}},
      {"'ATTACH x AS y'", 4, {"not predicted: the model does not know this ["}},
      {"'DELETE FROM t WHERE b IN (SELECT 1) AND random()'",
       4,
       {"IN with a query; random(), which tells something else each time ["}},
      {"'UPDATE t SET (b,c)=(SELECT 1, 2)'",
       4,
       {"SET with a row value; a query inside an expression ["}},
      {"'UPDATE t SET c=(b,c)<(1,2)'", 0, {"accepted"}},
      {"'UPDATE t SET c=b MATCH 1'",
       1,
       {"unable to use function MATCH in the requested context"}},
      {"'INSERT INTO t(b) VALUES(CURRENT_DATE)' --json",
       4,
       {"\"why\": \"CURRENT_DATE, which tells something else"}},
  };
  for (const auto& c : kCases) {
    const Output output = Run(std::string("predict shop.db ") + c.arguments);
    EXPECT_EQ(output.code, c.code) << c.arguments << "\n" << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
  }
  EXPECT_EQ(Read("shop.db"), before);
}

TEST_F(PredictTest, JsonHoldsTheSameAnswer) {
  MakeShop();
  const Output output =
      Run("predict --json --sqlite=3.40.1 shop.db 'ALTER TABLE t RENAME TO s'");
  const auto json = nlohmann::json::parse(output.text, nullptr, false);
  ASSERT_FALSE(json.is_discarded()) << output.text;
  EXPECT_EQ(json["sqlite"], "3.40.1");
  const auto& statement = json["statements"][0];
  EXPECT_EQ(statement["answer"], "accepted");
  EXPECT_EQ(statement["rule"], "rename_table.accept");
  ASSERT_EQ(statement["objects"].size(), 3u);
  EXPECT_EQ(statement["objects"][0]["new_name"], "s");
  EXPECT_EQ(statement["objects"][2]["after"],
            "CREATE VIEW v AS SELECT b FROM \"s\"");
}

TEST_F(PredictTest, NamesWhatIsWrongWithTheFile) {
  MakeShop();
  MakeDatabase("broken.db",
               "CREATE TABLE t(a); PRAGMA writable_schema=1;"
               "UPDATE sqlite_schema SET sql='CREATE TABLE t(a,'");
  const std::string whole = Read("shop.db");
  Write("short.db", whole.substr(0, 5000));
  Write("noise.db", std::string(4096, 'x'));
  Write("empty.db", "");
  const struct {
    const char* arguments;
    int code;
    std::vector<const char*> parts;
  } kCases[] = {
      {"no.db 'SELECT 1'", 2, {"no.db: there is no such file"}},
      {". 'SELECT 1'", 2, {".: is a directory"}},
      {"noise.db 'SELECT 1'", 2, {"noise.db: is not a SQLite", "encrypted"}},
      {"short.db 'SELECT 1'", 2, {"short.db: is truncated", "5000 bytes"}},
      {"broken.db 'SELECT 1'",
       2,
       {"broken.db: malformed database schema (t)", ".recover"}},
      {"shop.db 'SELECT 1' --sqlite 3.99", 2, {"no such version", "3.54"}},
      {"shop.db 'SELECT 1' --sqlite x", 2, {"no such version"}},
      {"shop.db ''", 2, {"no statement"}},
      {"shop.db", 2, {"SQL"}},
      {"empty.db 'CREATE TABLE t(a)'", 0, {"accepted"}},
  };
  for (const auto& c : kCases) {
    const Output output = Run(std::string("predict ") + c.arguments);
    EXPECT_EQ(output.code, c.code) << c.arguments << "\n" << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
  }
}

TEST_F(PredictTest, ALockedFileIsNotWaitedForForEver) {
  MakeShop();
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((path_ + "/shop.db").c_str(), &db), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(db, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr),
            SQLITE_OK);
  const Output output = Run("predict shop.db 'ALTER TABLE t ADD d'");
  EXPECT_EQ(output.code, 3) << output.text;
  EXPECT_HAS(output, "shop.db: database is locked; another connection");
  sqlite3_close(db);
}

TEST_F(PredictTest, ImportWritesAScriptThatReplays) {
  MakeShop();
  const Output import = Run("import shop.db -o shop.sql");
  EXPECT_EQ(import.code, 0) << import.text;
  EXPECT_HAS(import, "shop.sql: 6 statements");
  const Output replay = Run("replay shop.sql");
  EXPECT_EQ(replay.code, 0) << replay.text;
  EXPECT_HAS(replay, "(6 statements, 0 not predicted)");
  const Output bare = Run("import --schema-only shop.db");
  EXPECT_HAS(bare, "CREATE INDEX i ON t(b DESC);\n");
  EXPECT_EQ(bare.text.find("INSERT"), std::string::npos) << bare.text;
  EXPECT_EQ(Run("import shop.db -o no/such/file").code, 2);
}

}  // namespace
}  // namespace alterego
