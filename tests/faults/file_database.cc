#include "tests/faults/file_database.h"

#include <cstdlib>
#include <filesystem>
#include <vector>

#include "base/check.h"
#include "gtest/gtest.h"

namespace alterego {

FileDatabase::FileDatabase(const std::string& path, const char* vfs) {
  ALTEREGO_CHECK(sqlite3_open_v2(path.c_str(), &db_,
                                 SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                                 vfs) == SQLITE_OK);
  // So small that pages are written before the commit.
  Run("PRAGMA cache_size=10");
}

FileDatabase::~FileDatabase() { sqlite3_close(db_); }

std::string FileDatabase::Run(const std::string& sql) const {
  return sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK
             ? "ok"
             : sqlite3_errmsg(db_);
}

std::string FileDatabase::Alter(const std::string& sql,
                                rebuild::Strategy strategy) const {
  rebuild::Connection connection(SqliteApi::Linked(), db_);
  rebuild::Options options;
  options.mode = rebuild::Mode::kFull;
  options.strategy = strategy;
  const auto report = rebuild::Alter(connection, sql, options);
  if (report.ok()) return "ok";
  if (const auto refusal = rebuild::RefusalOf(report.status())) {
    return refusal->message;
  }
  return "error: " + std::string(report.status().message());
}

std::string FileDatabase::Rows(const std::string& sql) const {
  std::string out = sql + "\n";
  const auto add = [](void* text, int columns, char** values, char**) {
    for (int i = 0; i < columns; ++i) {
      *static_cast<std::string*>(text) += values[i] ? values[i] : "NULL";
      *static_cast<std::string*>(text) += i + 1 < columns ? "|" : "\n";
    }
    return 0;
  };
  if (sqlite3_exec(db_, sql.c_str(), add, &out, nullptr) != SQLITE_OK) {
    return std::string("error: ") + sqlite3_errmsg(db_) + " in " + sql + "\n";
  }
  return out;
}

std::string FileDatabase::Look() const {
  return Rows("SELECT type, name, tbl_name, sql FROM sqlite_master") +
         Rows("SELECT * FROM t NOT INDEXED") +
         Rows("SELECT typeof(a), quote(a) FROM t NOT INDEXED") +
         Rows("SELECT count(*), total(b) FROM other") +
         Rows("SELECT * FROM sqlite_sequence") +
         Rows("PRAGMA integrity_check") + Rows("PRAGMA foreign_key_check");
}

std::string FileDatabase::Switches() const {
  std::string out;
  for (const int option :
       {SQLITE_DBCONFIG_WRITABLE_SCHEMA, SQLITE_DBCONFIG_DEFENSIVE,
        SQLITE_DBCONFIG_ENABLE_FKEY, SQLITE_DBCONFIG_ENABLE_TRIGGER}) {
    int on = -1;
    sqlite3_db_config(db_, option, -1, &on);
    out += std::to_string(on);
  }
  return out + std::to_string(sqlite3_get_autocommit(db_)) +
         Rows("PRAGMA ignore_check_constraints");
}

void MakeFaultDatabase(const std::string& path, const std::string& journal) {
  const FileDatabase database(path, nullptr);
  const std::string made = database.Run(
      "PRAGMA page_size=512; PRAGMA journal_mode=" + journal +
      ";"
      "CREATE TABLE t(a TEXT PRIMARY KEY NOT NULL, b INT CHECK(b>=0), c INT);"
      "CREATE TABLE other(b INTEGER PRIMARY KEY AUTOINCREMENT,"
      " r REFERENCES t(a) ON DELETE CASCADE);"
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n LIMIT 60)"
      " INSERT INTO t SELECT printf('key %05d', (i*37)%61), i, i*3 FROM n;"
      "INSERT INTO other(r) SELECT a FROM t WHERE b<9;"
      "ALTER TABLE t ADD COLUMN d DEFAULT 7;"
      "CREATE INDEX t_b ON t(b);"
      "CREATE VIEW v AS SELECT a, b FROM t;"
      "CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM other; END;");
  EXPECT_EQ(made, "ok");
}

}  // namespace alterego
