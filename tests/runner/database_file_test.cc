// What ReadDatabaseFile reads, written out with RecreateSql, makes the same
// database again.
#include "runner/database_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "oracle/probes.h"

namespace alterego {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

// A database in a file of the test's own, or in memory.
class Db {
 public:
  explicit Db(const std::string& path) {
    EXPECT_EQ(sqlite3_open(path.c_str(), &db_), SQLITE_OK);
  }
  ~Db() { sqlite3_close(db_); }
  Db(const Db&) = delete;
  Db& operator=(const Db&) = delete;

  void Run(const std::string& sql) {
    char* fault = nullptr;
    EXPECT_EQ(sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, &fault),
              SQLITE_OK)
        << sql << ": " << fault;
    sqlite3_free(fault);
  }
  // Values as literals, a line a row.
  std::string Ask(const std::string& sql) {
    std::string out;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr),
              SQLITE_OK)
        << sql << ": " << sqlite3_errmsg(db_);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* text = sqlite3_column_text(statement, i);
        out += text == nullptr ? "NULL" : reinterpret_cast<const char*>(text);
        out += "|";
      }
      out += "\n";
    }
    sqlite3_finalize(statement);
    return out;
  }

 private:
  sqlite3* db_ = nullptr;
};

struct Case {
  const char* name;
  const char* sql;
  std::vector<const char*> questions;  // the same answer after import
  size_t notes = 0;
};

const Case kCases[] = {
    {"rowids and storage classes",
     "CREATE TABLE t(a, b TEXT, c REAL);"
     "INSERT INTO t(rowid,a,b,c) VALUES(-5,1,'x',1),(0,1.0,x'00ff',2.5),"
     "(9,NULL,CAST(x'6100' AS TEXT),9e999)",
     {"SELECT rowid,quote(a),quote(b),hex(b),typeof(b),quote(c) FROM t"}},
    {"keys without a rowid, sequences, generated columns",
     "CREATE TABLE w(k TEXT, z, PRIMARY KEY(z DESC, k)) WITHOUT ROWID;"
     "INSERT INTO w VALUES('a',1),('b',1),('c',2);"
     "CREATE TABLE s(id INTEGER PRIMARY KEY AUTOINCREMENT, "
     "d AS (id*2), e AS (id+1) STORED);"
     "INSERT INTO s(id) VALUES(3),(7); DELETE FROM s WHERE id=7",
     {"SELECT * FROM w", "SELECT * FROM s",
      "SELECT name, seq FROM sqlite_sequence"}},
    {"rows that no rule would let in",
     "CREATE TABLE p(a UNIQUE); CREATE TABLE t(a CHECK(a>0) REFERENCES p(a));"
     "PRAGMA ignore_check_constraints=1; INSERT INTO t VALUES(-1)",
     {"SELECT * FROM t"}},
    {"triggers do not fire while rows are put back",
     "CREATE TABLE t(a); CREATE TABLE log(a);"
     "INSERT INTO t VALUES(1);"
     "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO log VALUES(1); END",
     {"SELECT count(*) FROM log"}},
    {"statistics",
     "CREATE TABLE t(a); CREATE INDEX i ON t(a);"
     "INSERT INTO t VALUES(1),(2),(2); ANALYZE;"
     "UPDATE sqlite_stat1 SET stat='7 7'",
     {"SELECT * FROM sqlite_stat1"}},
    {"a virtual table and its content",
     "CREATE VIRTUAL TABLE f USING fts5(x);"
     "INSERT INTO f VALUES('one two'),('two three')",
     {"SELECT rowid, x FROM f WHERE f MATCH 'two'"}},
    {"UTF-16",
     "PRAGMA encoding='UTF-16le'; CREATE TABLE \"\xc3\xa9\"(a);"
     "INSERT INTO \"\xc3\xa9\" VALUES('\xe2\x82\xac')",
     {"SELECT hex(a), a FROM \"\xc3\xa9\"", "PRAGMA encoding"}},
    {"what the header says",
     "PRAGMA page_size=1024; PRAGMA auto_vacuum=2; PRAGMA user_version=-7;"
     "PRAGMA application_id=99; CREATE TABLE t(a)",
     {"PRAGMA user_version", "PRAGMA application_id", "PRAGMA auto_vacuum",
      "PRAGMA page_size"}},
    {"an external content table and one without content",
     "CREATE TABLE d(id INTEGER PRIMARY KEY, body);"
     "CREATE VIRTUAL TABLE f USING fts5(body, content='d', "
     "content_rowid='id'); INSERT INTO d VALUES(1,'a b');"
     "INSERT INTO f(f) VALUES('rebuild');"
     "CREATE VIRTUAL TABLE r USING rtree(id, x0, x1, +aux);"
     "INSERT INTO r VALUES(7,0.5,1.5,'hi')",
     {"SELECT rowid FROM f WHERE f MATCH 'b'", "SELECT * FROM r"}},
    {"CREATE TABLE .. AS",
     "CREATE TABLE s(a INT, b TEXT); INSERT INTO s VALUES(1,'x');"
     "CREATE TABLE \"c t\" AS SELECT a, b AS \"b b\", a+1 FROM s",
     {"SELECT * FROM \"c t\""}},
    {"views of nothing, and of themselves",
     "CREATE VIEW v AS SELECT a FROM gone; CREATE VIEW c AS SELECT * FROM c",
     {}},
    {"comments behind an index",
     "CREATE TABLE t(a);\nCREATE INDEX i ON t(a) -- why",
     {"SELECT rtrim(sql, char(10)) FROM sqlite_schema WHERE name='i'"},
     1},
    {"names and comments are kept as they were written",
     "CREATE TABLE \"a \"\"b\" (x /* why */ VARCHAR ( 10 ) , -- end\n"
     " [y z] INT DEFAULT 'q''r'); INSERT INTO \"a \"\"b\" VALUES(1,2);"
     "CREATE VIEW v AS SELECT x FROM \"a \"\"b\"",
     {"SELECT * FROM v"}},
};

TEST(DatabaseFileTest, WhatIsReadMakesTheSameDatabaseAgain) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.name);
    const std::string path =
        testing::TempDir() + "/file-" + std::to_string(::getpid()) + ".db";
    std::remove(path.c_str());
    Db before(path);
    before.Run(c.sql);
    const auto file = ReadDatabaseFile(path, {});
    ASSERT_TRUE(file.ok()) << file.status();
    EXPECT_EQ(file->notes.size(), c.notes);
    Db after(":memory:");
    for (const std::string& sql : file->pragmas) after.Run(sql);
    const auto statements = RecreateSql(*file->world, Opaque::kVerbatim);
    EXPECT_FALSE(statements.empty());
    for (const std::string& sql : statements) after.Run(sql);
    const std::string schema =
        "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid";
    EXPECT_EQ(after.Ask(schema), before.Ask(schema));
    for (const char* question : c.questions) {
      EXPECT_EQ(after.Ask(question), before.Ask(question)) << question;
    }
    std::remove(path.c_str());
  }
}

// What SQLite takes no statement for, or does not know here: it is kept, and
// the notes name it.
struct OddCase {
  const char* name;
  const char* sql;
  const char* kept;  // in one of the statements
  const char* note;  // in one of the notes; "" for none at all
};

const OddCase kOddCases[] = {
    {"a module that is not there",
     "CREATE TABLE vm_data(a); INSERT INTO vm_data VALUES(1);"
     "PRAGMA writable_schema=1; INSERT INTO sqlite_schema VALUES('table',"
     "'vm','vm',0,'CREATE VIRTUAL TABLE vm USING nosuch(a, ''b'')')",
     "VALUES('table','vm','vm',0,'CREATE VIRTUAL TABLE vm USING nosuch(a, "
     "''b'')')",
     ""},
    {"names that are SQLite's own",
     "CREATE TABLE t(a); PRAGMA writable_schema=1;"
     "CREATE VIEW sqlite_v AS SELECT a FROM t;"
     "CREATE INDEX sqlite_i ON t(a); CREATE TABLE sqlite_foo(x);"
     "INSERT INTO sqlite_foo VALUES(7)",
     "CREATE VIEW sqlite_v AS SELECT a FROM t", ""},
    {"statistics of other builds",
     "CREATE TABLE t(a); ANALYZE; PRAGMA writable_schema=1;"
     "CREATE TABLE IF NOT EXISTS sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample);"
     "INSERT INTO sqlite_stat4(tbl) VALUES('t')",
     "main.sqlite_stat4(", ""},
    {"an open comment", "CREATE TABLE t(a); CREATE INDEX i ON t(a) /* open",
     "CREATE INDEX i ON t(a) /* open*/", "index i ends in an open comment"},
    {"a NUL in the text",
     "CREATE TABLE t(a); PRAGMA writable_schema=1; UPDATE sqlite_schema SET "
     "sql = sql || char(0) || 'x'",
     "CREATE TABLE t(a)", "table t has a NUL in its text"},
    {"what is no SQL here",
     "CREATE TABLE t(a); INSERT INTO t VALUES(5); PRAGMA writable_schema=1;"
     "INSERT INTO sqlite_schema VALUES('view','v','v',0,"
     "'CREATE VIEW v AS SELEC 1')",
     "CREATE VIEW v AS SELEC 1", "view v is kept as it is written"},
    {"what this SQLite does not know yet",
     "CREATE TABLE t(a); INSERT INTO t VALUES(5); PRAGMA writable_schema=1;"
     "INSERT INTO sqlite_schema VALUES('trigger','r','gone',0,"
     "'CREATE TRIGGER r AFTER INSERT ON gone BEGIN SELECT 1; END')",
     "INSERT INTO main.\"t\"(rowid,\"a\") VALUES(1,5)",
     "SQLite does not load the whole schema: malformed database schema (r)"},
    {"a row of the schema without a text",
     "CREATE TABLE t(a); PRAGMA writable_schema=1;"
     "INSERT INTO sqlite_schema VALUES('view','v','v',0,NULL)",
     "CREATE TABLE t(a)", "view v has no text and is left out"},
    {"a text that is a BLOB",
     "CREATE TABLE t(a); PRAGMA writable_schema=1;"
     "UPDATE sqlite_schema SET sql=CAST(sql AS BLOB)",
     "CREATE TABLE t(a)", "table t is stored as a BLOB in sqlite_schema"},
    {"a function that is not there",
     "CREATE TABLE t(a); PRAGMA writable_schema=1;"
     "UPDATE sqlite_schema SET sql='CREATE TABLE t(a CHECK(mine(a)))'",
     "CREATE TABLE t(a CHECK(mine(a)))",
     "alone does not create it: no such function: mine"},
    {"a collation that is not there",
     "CREATE TABLE t(a); PRAGMA writable_schema=1;"
     "UPDATE sqlite_schema SET sql='CREATE TABLE t(a COLLATE mine)'",
     "CREATE TABLE t(a COLLATE mine)",
     "alone does not create it: no such collation sequence: mine"},
};

TEST(DatabaseFileTest, OddObjectsAreKeptAndNamed) {
  for (const OddCase& c : kOddCases) {
    SCOPED_TRACE(c.name);
    const std::string path =
        testing::TempDir() + "/odd-" + std::to_string(::getpid()) + ".db";
    std::remove(path.c_str());
    {
      Db before(path);
      before.Run(c.sql);
    }
    ReadOptions options;
    options.accept_malformed = true;
    const auto file = ReadDatabaseFile(path, options);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto statements =
        RecreateSql(*file->world, Opaque::kVerbatim, file->missing_modules);
    EXPECT_THAT(statements, Contains(HasSubstr(c.kept)));
    std::vector<std::string> notes = file->notes;
    for (std::string& note : NotesOfSchema(*file, statements)) {
      notes.push_back(std::move(note));
    }
    if (*c.note != '\0') {
      EXPECT_THAT(notes, Contains(HasSubstr(c.note)));
    } else {
      EXPECT_THAT(notes, IsEmpty());
      Db before(path), after(":memory:");
      for (const std::string& sql : statements) after.Run(sql);
      const std::string schema =
          "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid";
      EXPECT_EQ(after.Ask(schema), before.Ask(schema));
    }
    std::remove(path.c_str());
  }
}

TEST(DatabaseFileTest, MalformedSchemasAreRefusedUnlessAccepted) {
  const std::string path =
      testing::TempDir() + "/malformed-" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  {
    Db db(path);
    db.Run(
        "CREATE TABLE t(a); PRAGMA writable_schema=1; INSERT INTO sqlite_schema"
        " VALUES('view','v','v',0,'CREATE VIEW v AS SELEC 1')");
  }
  const auto file = ReadDatabaseFile(path, {});
  ASSERT_FALSE(file.ok());
  EXPECT_THAT(std::string(file.status().message()),
              HasSubstr("malformed database schema (v)"));
  std::remove(path.c_str());
}

// Pages are damaged one after the other: what is on the others is read.
TEST(DatabaseFileTest, RowsBesideDamagedPagesAreRead) {
  const std::string path =
      testing::TempDir() + "/damaged-" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  constexpr size_t kPage = 512, kRows = 300;
  {
    Db db(path);
    db.Run(
        "PRAGMA page_size=512; CREATE TABLE t(a, b); CREATE TABLE u(c);"
        "INSERT INTO u VALUES('kept');"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n "
        "WHERE i<300) INSERT INTO t SELECT i, 'a text of some length' FROM n");
  }
  std::ifstream in(path, std::ios::binary);
  const std::string sound((std::istreambuf_iterator<char>(in)), {});
  ReadOptions options;
  options.accept_malformed = true;
  for (size_t page = 3; page < sound.size() / kPage; ++page) {
    SCOPED_TRACE(page);
    std::string damaged = sound;
    damaged.replace(page * kPage, kPage, std::string(kPage, '\xff'));
    std::ofstream(path, std::ios::binary) << damaged;
    const auto file = ReadDatabaseFile(path, options);
    ASSERT_TRUE(file.ok()) << file.status();
    const auto& rows = file->world->now.databases[0]->rows;
    EXPECT_EQ(rows.at("u")->rows.size(), 1u);
    EXPECT_GT(rows.at("t")->rows.size(), kRows - 30);
    EXPECT_LT(rows.at("t")->rows.size(), kRows);
    EXPECT_THAT(file->notes, Contains(HasSubstr("table t: of its rows, ")));
    const auto strict = ReadDatabaseFile(path, {});
    EXPECT_THAT(std::string(strict.status().message()),
                HasSubstr("database disk image is malformed"));
    EXPECT_THAT(std::string(strict.status().message()), HasSubstr("(table t)"));
  }
  std::remove(path.c_str());
}

TEST(DatabaseFileTest, EntriesBesideADamagedPageOfTheSchemaAreRead) {
  const std::string path =
      testing::TempDir() + "/schema-" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  constexpr size_t kPage = 512, kTables = 60;
  {
    Db db(path);
    std::string sql = "PRAGMA page_size=512;";
    for (size_t i = 0; i < kTables; ++i) {
      const std::string name = "table_" + std::to_string(i);
      sql += "CREATE TABLE " + name + "(a);INSERT INTO " + name + " VALUES(" +
             std::to_string(i) + ");";
    }
    db.Run(sql);
  }
  std::ifstream in(path, std::ios::binary);
  const std::string sound((std::istreambuf_iterator<char>(in)), {});
  ReadOptions options;
  options.accept_malformed = true;
  size_t refused = 0, partly = 0;
  for (size_t page = 1; page < sound.size() / kPage; ++page) {
    SCOPED_TRACE(page);
    std::string damaged = sound;
    damaged.replace(page * kPage, kPage, std::string(kPage, '\xff'));
    std::ofstream(path, std::ios::binary) << damaged;
    const auto file = ReadDatabaseFile(path, options);
    if (!file.ok()) {
      ++refused;
      continue;
    }
    EXPECT_FALSE(file->notes.empty());
    const shadow::Database& main = *file->world->now.databases[0];
    partly += main.objects.size() < kTables;
    EXPECT_GT(main.objects.size(), kTables - 12);
  }
  EXPECT_EQ(refused, 0u);
  EXPECT_GT(partly, 3u);
  std::remove(path.c_str());
}

TEST(DatabaseFileTest, RowsAreReadOnlyWhereTheyAreWanted) {
  const std::string path =
      testing::TempDir() + "/rows-" + std::to_string(::getpid()) + ".db";
  std::remove(path.c_str());
  {
    Db db(path);
    db.Run(
        "CREATE TABLE a(x); CREATE TABLE b(x); INSERT INTO a VALUES(1);"
        "INSERT INTO b VALUES(1)");
  }
  ReadOptions options;
  options.version = SqliteVersion{3, 36, 0};
  options.wants_rows = [](const Identifier& table) { return table == "b"; };
  const auto file = ReadDatabaseFile(path, options);
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_EQ(file->world->dialect.version, (SqliteVersion{3, 36, 0}));
  const shadow::Database& main = *file->world->now.databases[0];
  EXPECT_TRUE(main.rows.at("a")->rows.empty());
  EXPECT_EQ(main.rows.at("b")->rows.size(), 1u);
  std::remove(path.c_str());
}

}  // namespace
}  // namespace alterego
