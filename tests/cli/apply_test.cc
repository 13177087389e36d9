// alterego apply, plan and check, on files that SQLite made.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <string>
#include <vector>

#include "nlohmann/json.hpp"
#include "tests/cli/program.h"

namespace alterego {
namespace {

class ApplyTest : public CliTest {
 protected:
  void SetUp() override {
    Sql("CREATE TABLE item(id INTEGER PRIMARY KEY, price TEXT, note);"
        "CREATE VIEW dear AS SELECT price FROM item WHERE price > 100;"
        "INSERT INTO item VALUES(1,'12',NULL),(9,'n/a','x')");
  }
  // The first column of the last row.
  std::string Sql(const std::string& sql,
                  const std::string& name = "s.db") const {
    std::string out;
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open((path_ + "/" + name).c_str(), &db), SQLITE_OK);
    const auto take = [](void* text, int, char** values, char**) {
      *static_cast<std::string*>(text) = values[0] ? values[0] : "NULL";
      return 0;
    };
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), take, &out, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
    return out;
  }
};

TEST_F(ApplyTest, RefusalsSayWhyAndChangeNothing) {
  const std::string before = Read("s.db");
  const struct {
    const char* arguments;
    int code;
    std::vector<const char*> parts;
  } kCases[] = {
      {"apply s.db 'ALTER TABLE item ALTER price TYPE INTEGER'",
       1,
       {"1 value", "rowid 9", "'n/a'", "USING", "Nothing was changed."}},
      {"apply s.db 'ALTER TABLE item ALTER note SET NOT NULL'",
       1,
       {"NULL", "rowid 1"}},
      {"apply s.db 'ALTER TABLE item DROP COLUMN note' </dev/null",
       1,
       {"destroys data", "--yes"}},
      {"apply --yes s.db 'ALTER TABLE item DROP COLUMN price'",
       1,
       {"view dear", "CASCADE"}},
      {"apply s.db 'ALTER TABLE itm RENAME TO x'", 1, {"\"item\""}},
      {"apply s.db 'ALTER TABLE item MODIFY COLUMN price INT'",
       1,
       {"line 1, column 18", "hint"}},
      {"apply s.db \"EXEC sp_rename 'item.price', 'cost'\"",
       1,
       {"line 1, column 1", "RENAME COLUMN a TO b"}},
      {"apply s.db 'ALTER TABEL item ADD x'", 1, {"line 1, column 7"}},
      {"apply s.db 'ALTER TABLE item SET (fillfactor = 70)'",
       1,
       {"line 1, column 22", "leave it out"}},
      {"apply s.db 'ALTER TABLE item ADD FOREIGN KEY (note) REFERENCES itm'",
       1,
       {"there is no table itm", "\"item\"?", "NOT VALID"}},
      {"apply s.db 'ALTER TABLE item ADD x; ALTER TABLE item ALTER note SET "
       "NOT NULL'",
       1,
       {"NULL"}},
      {"apply s.db --mode=sqlite 'ALTER TABLE item ALTER price TYPE INTEGER'",
       1,
       {"syntax error"}},
      {"apply no.db 'ALTER TABLE t RENAME TO x'", 3, {"no such file"}},
      {"apply s.db", 2, {"no statement", "-f"}},
      {"apply s.db -f no.sql", 2, {"no.sql"}},
      {"apply s.db 'x' --strategy magic", 2, {"--strategy", "magic"}},
      {"apply s.db 'x' --sqlite what", 2, {"--sqlite=what"}},
      {"apply s.db 'x' --sqlite 9.9", 2, {"there is no such version"}},
      {"apply s.db 'ALTER TABLE item ADD x' --backup s.db", 2, {"exists"}},
      {"check s.db 'ALTER TABLE item ALTER note SET NOT NULL'",
       1,
       {"1 existing NULL value", "rowid 1"}},
      {"plan s.db 'ALTER TABLE item ADD x; ALTER TABLE item ADD y'",
       2,
       {"one statement"}},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments);
    EXPECT_EQ(output.code, c.code) << c.arguments << "\n" << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
    EXPECT_TRUE(Read("s.db") == before) << c.arguments;
  }
}

TEST_F(ApplyTest, SaysWhichOfSeveralStatementsItWas) {
  Write("two.sql",
        "-- the first one\nALTER TABLE item ADD x; ;\n\n  -- the second\n"
        "ALTER TABLE item\n  MODIFY note;\n");
  Output output = Run("apply s.db -f two.sql");
  EXPECT_EQ(output.code, 1);
  EXPECT_HAS(output, "In statement 2 of 2, line 5 of two.sql:");
  EXPECT_HAS(output, "line 2, column 3: near \"MODIFY\"");
  output = Run("apply s.db 'ALTER TABLE item ADD x; ALTER TABLE item ADD x'");
  EXPECT_EQ(output.code, 1);
  EXPECT_HAS(output, "In statement 2 of 2:");
  output = Run("apply s.db 'ALTER TABLE item MODIFY x'");
  EXPECT_EQ(output.text.find("In statement"), output.text.npos);
}

TEST_F(ApplyTest, NamesWhatIsNearestAndWhatCannotBeAltered) {
  Sql("CREATE INDEX by_price ON item(price);"
      "CREATE TABLE sale(id INTEGER PRIMARY KEY, item);"
      "CREATE VIRTUAL TABLE words USING fts5(x)");
  const std::string before = Read("s.db");
  const struct {
    const char* alter;
    std::vector<const char*> parts;
  } kCases[] = {
      {"item DROP COLUMN prise", {"\"prise\" in table item", "\"price\"?"}},
      {"item ADD CHECK (prise > 0)", {"column: prise", "\"price\"?"}},
      {"item ADD c AS (lowr(price))", {"function: lowr", "\"lower\"?"}},
      {"item ADD c COLLATE nocas", {"sequence: nocas", "\"NOCASE\"?"}},
      {"item ADD FOREIGN KEY (note) REFERENCES sale(idd)",
       {"\"idd\" in table sale", "\"id\"?"}},
      {"mian.item ADD c", {"unknown database: mian", "\"main\"?"}},
      {"by_price ADD c", {"no such table: by_price", "an index", "item"}},
      {"dear ADD c", {"dear is a view"}},
      {"words ADD c", {"words is a virtual table", "RENAME TO"}},
      {"words_data ADD c", {"words_data may not be altered", "table words"}},
      {"words_Content RENAME TO w", {"words_content may not be altered"}},
      {"words_idx OWNER TO ada", {"words_idx may not be altered"}},
      {"sqlite_master ADD c", {"sqlite_master may not be altered"}},
      {"item SET SCHEMA archive", {"archive", "ATTACH it first"}},
      {"item ADD c DEFAULT \"x", {"line 1, column 32", "unterminated"}},
  };
  for (const auto& c : kCases) {
    const Output output =
        Run("plan s.db 'ALTER TABLE " + std::string(c.alter) + "'");
    EXPECT_EQ(output.code, 1) << c.alter << "\n" << output.text;
    for (const char* part : c.parts) EXPECT_HAS(output, part);
  }
  const Output types = Run("plan s.db 'ALTER TABLE item ADD c INT IDENTITY'");
  EXPECT_EQ(types.code, 0);
  EXPECT_HAS(types, "warning: IDENTITY is a word of the type of c here");
  EXPECT_TRUE(Read("s.db") == before);
  EXPECT_EQ(Run("apply s.db 'ALTER TABLE words RENAME TO terms'").code, 0);
  EXPECT_EQ(Sql("INSERT INTO terms VALUES('a b'); SELECT x FROM terms WHERE "
                "terms MATCH 'b'"),
            "a b");
  // A name alone makes no table one of a module's.
  Sql("CREATE TABLE terms_list(x)");
  EXPECT_EQ(Run("apply s.db 'ALTER TABLE terms_list ADD y'").code, 0);
}

TEST_F(ApplyTest, PlansChangeNothing) {
  const std::string before = Read("s.db");
  const Output plan =
      Run("plan s.db 'ALTER TABLE item ALTER note SET DEFAULT 1'");
  EXPECT_EQ(plan.code, 0) << plan.text;
  EXPECT_HAS(plan, "way: edit");
  const Output json =
      Run("plan --json s.db 'ALTER TABLE item ALTER note SET DEFAULT 1'");
  const auto parsed = nlohmann::json::parse(json.text, nullptr, false);
  ASSERT_FALSE(parsed.is_discarded()) << json.text;
  EXPECT_EQ(parsed["way"], "edit");
  EXPECT_FALSE(parsed["steps"].empty());
  EXPECT_EQ(Run("check s.db 'ALTER TABLE item ADD CHECK(id > 0)'").code, 0);
  EXPECT_TRUE(Read("s.db") == before);
}

// The same exit code from all verbs, whatever is wrong with the file.
TEST_F(ApplyTest, AFileThatCannotBeUsedIsTheEnvironments) {
  std::filesystem::create_directory(path_ + "/dir.db");
  Write("text.db", std::string(2000, 'x'));
  Sql("CREATE TABLE t(a); PRAGMA writable_schema=1;"
      "UPDATE sqlite_schema SET sql='CREATE TABLE t('",
      "malformed.db");
  Sql("CREATE TABLE t(a)", "cut.db");
  Write("cut.db", Read("cut.db").substr(0, 5000));
  const struct {
    const char* file;
    const char* part;
  } kFiles[] = {
      {"no.db", "there is no such file"},
      {"dir.db", "is a directory"},
      {"text.db", "is not a SQLite database"},
      {"malformed.db", "malformed database schema (t)"},
      {"cut.db", "is truncated"},
  };
  for (const auto& c : kFiles) {
    const std::string file = c.file;
    for (const std::string& arguments :
         {"apply " + file + " 'ALTER TABLE t ADD x'",
          "plan " + file + " 'ALTER TABLE t ADD x'",
          "check " + file + " 'ALTER TABLE t ADD CHECK (a)'",
          "describe " + file, "describe " + file + " t",
          "shell " + file + " </dev/null"}) {
      const Output output = Run(arguments);
      EXPECT_EQ(output.code, 3) << arguments << "\n" << output.text;
      EXPECT_HAS(output, file + ": ");
      EXPECT_HAS(output, c.part);
    }
  }
}

TEST_F(ApplyTest, ALockIsTheEnvironments) {
  sqlite3* db = nullptr;
  ASSERT_EQ(sqlite3_open((path_ + "/s.db").c_str(), &db), SQLITE_OK);
  const auto lock = [&](const char* sql) {
    ASSERT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  };
  lock("BEGIN IMMEDIATE");
  // Reading is possible, writing is not.
  EXPECT_EQ(Run("plan s.db 'ALTER TABLE item ADD x'").code, 0);
  const Output written = Run("apply s.db 'ALTER TABLE item ADD x'");
  EXPECT_EQ(written.code, 3) << written.text;
  EXPECT_HAS(written, "database is locked; another connection");
  EXPECT_HAS(written, "Nothing was changed.");
  lock("COMMIT");
  lock("BEGIN EXCLUSIVE");
  const Output read = Run("describe s.db item");
  EXPECT_EQ(read.code, 3) << read.text;
  EXPECT_HAS(read, "s.db: database is locked");
  sqlite3_close(db);
  EXPECT_EQ(Run("apply s.db 'ALTER TABLE item ADD x'").code, 0);
}

TEST_F(ApplyTest, CtrlCIsARefusal) {
  Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT "
      "300000) INSERT INTO item(price) SELECT i FROM n");
  const std::string before = Read("s.db");
  // Takes minutes if nothing interrupts it.
  const Output output =
      Run("apply s.db 'ALTER TABLE item ALTER price TYPE TEXT USING "
          "length(hex(randomblob(200000)))'",
          "timeout --signal=INT 1");
  EXPECT_EQ(output.code, 124) << output.text;
  EXPECT_HAS(output, "interrupted");
  EXPECT_HAS(output, "Nothing was changed.");
  EXPECT_TRUE(Read("s.db") == before);
  EXPECT_FALSE(std::filesystem::exists(path_ + "/s.db-journal"));
}

// Whoever may only read a file can ask about it.
TEST_F(ApplyTest, AsksAFileThatMayNotBeWrittenTo) {
  const std::string before = Read("s.db");
  std::filesystem::permissions(path_, std::filesystem::perms(0555));
  std::filesystem::permissions(path_ + "/s.db", std::filesystem::perms(0444));
  // To root every file is open.
  const std::string user =
      ::geteuid() == 0 ? "setpriv --reuid=65534 --clear-groups" : "";
  const struct {
    const char* arguments;
    int code;
    const char* part;
  } kCases[] = {
      {"describe s.db", 0, "item"},
      {"describe s.db item", 0, "price TEXT"},
      {"plan s.db 'ALTER TABLE item ALTER price TYPE BLOB'", 0, "way: "},
      {"plan s.db 'ALTER TABLE item ADD x AS (id) STORED'", 0, "way: "},
      {"check s.db 'ALTER TABLE item ALTER note SET NOT NULL'", 1, "rowid 1"},
      {"check s.db 'ALTER TABLE item ADD CHECK (id > 0)'", 0, "holds"},
      {"apply s.db 'ALTER TABLE item ADD x'", 3, "may not be written to"},
      {"shell s.db </dev/null", 3, "may not be written to"},
      {"apply s.db 'ALTER TABLE item SET STRICT'", 3, "may not be written to"},
  };
  for (const auto& c : kCases) {
    const Output output = Run(c.arguments, user);
    EXPECT_EQ(output.code, c.code) << c.arguments << "\n" << output.text;
    EXPECT_HAS(output, c.part);
  }
  std::filesystem::permissions(path_, std::filesystem::perms(0755));
  EXPECT_TRUE(Read("s.db") == before);
}

TEST_F(ApplyTest, CarriesOutAllStatementsAndKeepsABackup) {
  Write("m.sql",
        "CREATE TABLE log(at);\n"
        "ALTER TABLE item ALTER COLUMN price TYPE INTEGER\n"
        "  USING nullif(price, 'n/a');\n"
        "INSERT INTO log VALUES('done');\n"
        "ALTER TABLE item ADD COLUMN code TEXT UNIQUE;\n");
  const Output output = Run("apply s.db -f m.sql --backup old.db");
  EXPECT_EQ(output.code, 0) << output.text;
  EXPECT_HAS(output, "s.db: done, 4 statements");
  EXPECT_EQ(Sql("SELECT group_concat(typeof(price)) FROM item"),
            "integer,null");
  EXPECT_EQ(Sql("SELECT count(*) FROM log"), "1");
  EXPECT_EQ(Sql("SELECT sql FROM sqlite_schema WHERE name='item'"),
            "CREATE TABLE item(id INTEGER PRIMARY KEY, price INTEGER, note, "
            "code TEXT UNIQUE)");
  EXPECT_EQ(Sql("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(Sql("SELECT group_concat(price) FROM item", "old.db"), "12,n/a");
}

}  // namespace
}  // namespace alterego
