// alterego describe and alterego shell, on a file that SQLite made.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "tests/cli/program.h"

namespace alterego {
namespace {

class ShellTest : public CliTest {
 protected:
  void SetUp() override {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((path_ + "/s.db").c_str(), &db), SQLITE_OK);
    const char kSql[] =
        "CREATE TABLE item(id INTEGER PRIMARY KEY, price TEXT"
        " CHECK(price<>''), note UNIQUE, CONSTRAINT two CHECK(note<>price));"
        "CREATE TABLE sale(item REFERENCES item);"
        "CREATE VIEW dear AS SELECT price FROM item WHERE price > 100;"
        "CREATE TRIGGER log AFTER INSERT ON item BEGIN SELECT 1; END;"
        "INSERT INTO item VALUES(1,'12',NULL),(9,'n/a',x'00ff')";
    ASSERT_EQ(sqlite3_exec(db, kSql, nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
  }
  Output Shell(const std::string& input, const std::string& flags = "") const {
    Write("input.sql", input);
    return Run("shell s.db " + flags + " < input.sql");
  }
};

TEST_F(ShellTest, DescribesWhatOnlyNamesAndAnnotationsSay) {
  ASSERT_EQ(Run("apply s.db 'ALTER TABLE item OWNER TO ada, "
                "DISABLE TRIGGER log, ADD CHECK (id > 5) NOT VALID, "
                "ALTER price SET STATISTICS 9'")
                .code,
            0);
  const Output text = Run("describe s.db item");
  EXPECT_EQ(text.code, 0);
  for (const char* part :
       {"table main.item, owner ada", "price TEXT", "(statistics 9)",
        "item_pkey on id", "item_price_check on price", "item_note_key on note",
        "two: CONSTRAINT two", "item_id_check (not valid)", "view main.dear",
        "trigger main.log (disabled)", "table main.sale",
        "index main.sqlite_autoindex_item_1 (of a constraint)"}) {
    EXPECT_HAS(text, part);
  }
  const Output output = Run("describe s.db main.item --json");
  const auto json = nlohmann::json::parse(output.text, nullptr, false);
  ASSERT_TRUE(json.is_object()) << output.text;
  EXPECT_EQ(json["owner"], "ada");
  EXPECT_EQ(json["columns"][1]["statistics"], "9");
  EXPECT_EQ(json["dependants"].size(), 4u);
  EXPECT_EQ(Run("describe s.db").text, "main.item\nmain.sale\n");
}

TEST_F(ShellTest, DescribeSaysWhatItCannot) {
  const struct {
    const char* arguments;
    int code;
    const char* part;
  } kCases[] = {
      {"describe s.db itm", 1, "no such table: itm; did you mean \"item\"?"},
      {"describe s.db dear", 1, "dear is a view, and no table"},
      {"describe s.db 'a b'", 2, "no table name"},
      {"describe no.db", 3, "no such file"},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments);
    EXPECT_EQ(output.code, c.code) << c.arguments;
    EXPECT_HAS(output, c.part);
  }
}

TEST_F(ShellTest, RunsSqlAndTheFullDialect) {
  const Output output = Shell(
      "ALTER TABLE item\n  ALTER price TYPE INTEGER\n"
      "  USING nullif(price, 'n/a');\n"
      "SELECT id, typeof(price), note FROM item;\n"
      ".tables\n.schema sale\n.describe sale\n"
      ".plan ALTER TABLE item ADD x\n"
      "CREATE TRIGGER r AFTER DELETE ON item BEGIN SELECT 1;\nEND;\n"
      "SELECT 'the last, without its semicolon'");
  EXPECT_EQ(output.code, 0) << output.text;
  for (const char* part :
       {"1|integer|NULL\n9|null|x'00ff'\n", "main.item\nmain.sale\n",
        "CREATE TABLE sale(item REFERENCES item);", "sale_item_fkey",
        "way: edit", "the last, without its semicolon"}) {
    EXPECT_HAS(output, part);
  }
}

TEST_F(ShellTest, AScriptEndsAtItsFirstError) {
  const struct {
    const char* input;
    const char* part;
  } kCases[] = {
      {"SELECT missing;\nDROP TABLE sale;", "no such column: missing"},
      {"ALTER TABLE item ALTER note SET NOT NULL;\nDROP TABLE sale;",
       "existing NULL value"},
      {"ALTER TABLE item DROP COLUMN price CASCADE;\nDROP TABLE sale;",
       "destroys data; say so with --yes"},
      {".nothing\nDROP TABLE sale;", "there is no command .nothing; see .help"},
  };
  for (const auto& c : kCases) {
    const Output output = Shell(c.input);
    EXPECT_NE(output.code, 0) << c.input;
    EXPECT_HAS(output, c.part);
    EXPECT_EQ(Run("describe s.db").text, "main.item\nmain.sale\n") << c.input;
  }
  EXPECT_EQ(Shell("ALTER TABLE item DROP COLUMN price CASCADE;", "--yes").code,
            0);
}

}  // namespace
}  // namespace alterego
