#include "tests/rebuild/side_by_side.h"

#include <algorithm>
#include <map>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "rebuild/database.h"

namespace alterego::rebuild {
namespace {

std::string ValueText(const SqliteApi& api, sqlite3_stmt* row, int column) {
  const int type = api.column_type(row, column);
  if (type == SQLITE_NULL) return "NULL";
  const auto* bytes = static_cast<const char*>(api.column_blob(row, column));
  const int size = api.column_bytes(row, column);
  return absl::StrCat(
      type, ":",
      std::string(bytes == nullptr ? "" : bytes, bytes == nullptr ? 0 : size));
}

}  // namespace

TestDatabase::TestDatabase(const SqliteApi& api) : api_(api) {
  api_.open_v2(":memory:", &db_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
               nullptr);
}

TestDatabase::~TestDatabase() { api_.close_v2(db_); }

std::string TestDatabase::Run(const std::string& sql) {
  // Answers are read here, before another statement can change them.
  const int rc = api_.exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
  if (rc == SQLITE_OK) return "ok";
  return absl::StrCat(api_.extended_errcode(db_), ": ", api_.errmsg(db_));
}

std::string TestDatabase::Rows(const std::string& sql) const {
  sqlite3_stmt* statement = nullptr;
  if (api_.prepare_v2(db_, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK) {
    return absl::StrCat("  refused: ", api_.errmsg(db_), "\n");
  }
  std::string out;
  int rc;
  while ((rc = api_.step(statement)) == SQLITE_ROW) {
    out += " ";
    for (int i = 0; i < api_.column_count(statement); ++i) {
      absl::StrAppend(&out, " ", ValueText(api_, statement, i));
    }
    out += "\n";
  }
  if (rc != SQLITE_DONE) absl::StrAppend(&out, "  error: ", api_.errmsg(db_));
  api_.finalize(statement);
  return out;
}

std::string TestDatabase::Observe() const {
  std::string out;
  const auto add = [&](const std::string& sql) {
    absl::StrAppend(&out, sql, "\n", Rows(sql));
  };
  std::vector<std::string> schemas = {"main", "temp"};
  if (Rows("PRAGMA database_list").find(":aux") != std::string::npos) {
    schemas.push_back("aux");
  }
  for (const std::string& schema : schemas) {
    add("SELECT rowid, type, name, tbl_name, sql FROM " + schema +
        ".sqlite_master");
    const std::string names =
        absl::StrCat("SELECT name FROM ", schema,
                     ".sqlite_master WHERE type IN ('table','view') "
                     "AND sql NOT LIKE 'create virtual%'");
    sqlite3_stmt* statement = nullptr;
    api_.prepare_v2(db_, names.c_str(), -1, &statement, nullptr);
    std::vector<std::string> tables;
    while (statement != nullptr && api_.step(statement) == SQLITE_ROW) {
      tables.push_back(
          reinterpret_cast<const char*>(api_.column_text(statement, 0)));
    }
    api_.finalize(statement);
    for (const std::string& table : tables) {
      const std::string name = absl::StrCat(Quoted(schema), ".", Quoted(table));
      add("SELECT * FROM " + name);
      add("SELECT rowid, * FROM " + name + " NOT INDEXED");
      const std::string call = Quoted(schema) + ".";
      for (const char* pragma :
           {"table_xinfo", "index_list", "foreign_key_list"}) {
        add(absl::StrCat("PRAGMA ", call, pragma, "(", Quoted(table), ")"));
      }
    }
    for (const char* pragma : {"integrity_check", "foreign_key_check",
                               "user_version", "schema_version"}) {
      add(absl::StrCat("PRAGMA ", schema, ".", pragma));
    }
  }
  for (const char* pragma :
       {"foreign_keys", "legacy_alter_table", "recursive_triggers",
        "defer_foreign_keys", "writable_schema", "ignore_check_constraints",
        "query_only"}) {
    add(absl::StrCat("PRAGMA ", pragma));
  }
  absl::StrAppend(&out, "autocommit ", api_.get_autocommit(db_), "\n");
  absl::StrAppend(&out, "last_insert_rowid ", api_.last_insert_rowid(db_),
                  "\n");
  int defensive = 0;
  api_.db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
  absl::StrAppend(&out, "defensive ", defensive, "\n");
  return out;
}

void SideBySide::Setup(const std::string& sql) {
  const std::map<std::string, int> switches = {
      {".dqs_ddl", SQLITE_DBCONFIG_DQS_DDL},
      {".dqs_dml", SQLITE_DBCONFIG_DQS_DML},
      {".defensive", SQLITE_DBCONFIG_DEFENSIVE},
      {".enable_view", SQLITE_DBCONFIG_ENABLE_VIEW},
  };
  for (TestDatabase* database : {&native_, &rebuilt_}) {
    std::string batch;
    for (absl::string_view line : absl::StrSplit(sql, '\n')) {
      const std::vector<std::string> words = absl::StrSplit(line, ' ');
      const auto option = switches.find(words[0]);
      if (option == switches.end()) {
        absl::StrAppend(&batch, line, "\n");
        continue;
      }
      database->Run(batch);
      batch.clear();
      api_.db_config(database->db(), option->second, std::stoi(words[1]),
                     static_cast<int*>(nullptr));
    }
    database->Run(batch);
  }
}

std::string SideBySide::Alter(const std::string& sql, const Options& options) {
  answer_ = native_.Run(sql);
  Connection connection(api_, rebuilt_.db());
  const absl::StatusOr<Report> report =
      rebuild::Alter(connection, sql, options);
  std::string answer = "ok";
  if (!report.ok()) {
    const auto refusal = RefusalOf(report.status());
    answer = refusal.has_value()
                 ? absl::StrCat(refusal->extended_code, ": ", refusal->message)
                 : report.status().ToString();
  }
  std::string out;
  if (answer != answer_) {
    out = absl::StrCat("  native  ", answer_, "\n  rebuild ", answer, "\n");
  }
  return out + FirstDifference(native_.Observe(), rebuilt_.Observe());
}

std::string FirstDifference(const std::string& want, const std::string& got) {
  const std::vector<std::string> w = absl::StrSplit(want, '\n');
  const std::vector<std::string> g = absl::StrSplit(got, '\n');
  for (size_t i = 0; i < std::max(w.size(), g.size()); ++i) {
    const std::string left = i < w.size() ? w[i] : "(end)";
    const std::string right = i < g.size() ? g[i] : "(end)";
    if (left != right) {
      return absl::StrCat("  native  ", left, "\n  rebuild ", right, "\n");
    }
  }
  return "";
}

}  // namespace alterego::rebuild
