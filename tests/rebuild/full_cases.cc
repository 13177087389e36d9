#include "tests/rebuild/full_cases.h"

#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "engines/sqlite_loader.h"
#include "rebuild/database.h"
#include "tests/places.h"

namespace alterego::rebuild {
namespace {

std::vector<std::vector<std::string>> Query(const TestDatabase& database,
                                            const std::string& sql) {
  const SqliteApi& api = database.api();
  std::vector<std::vector<std::string>> out;
  sqlite3_stmt* statement = nullptr;
  if (api.prepare_v2(database.db(), sql.c_str(), -1, &statement, nullptr) !=
      SQLITE_OK) {
    return {{absl::StrCat("refused: ", api.errmsg(database.db()))}};
  }
  int rc;
  while ((rc = api.step(statement)) == SQLITE_ROW) {
    std::vector<std::string>& row = out.emplace_back();
    for (int i = 0; i < api.column_count(statement); ++i) {
      const auto* text =
          reinterpret_cast<const char*>(api.column_text(statement, i));
      row.push_back(text == nullptr ? "" : text);
    }
  }
  if (rc != SQLITE_DONE) {
    out.push_back({absl::StrCat("error: ", api.errmsg(database.db()))});
  }
  api.finalize(statement);
  return out;
}

std::string Joined(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (const auto& row : rows) {
    absl::StrAppend(&out, "  ", absl::StrJoin(row, "|"), "\n");
  }
  return out;
}

struct TableShape {
  std::string rowid;  // "" if it has none that can be read
  std::vector<std::string> columns, writable;
};

TableShape ShapeOf(const TestDatabase& database, const std::string& table) {
  TableShape out;
  bool hidden = false;
  for (const auto& row :
       Query(database, "PRAGMA table_xinfo(" + Quoted(table) + ")")) {
    out.columns.push_back(Quoted(row[1]));
    if (row[6] == "0") out.writable.push_back(Quoted(row[1]));
    hidden |= row[1] == "rowid";
  }
  const auto rowid =
      Query(database, "SELECT rowid FROM " + Quoted(table) + " LIMIT 0");
  if (rowid.empty() && !hidden) out.rowid = "rowid";
  return out;
}

std::string Quotes(const std::vector<std::string>& columns) {
  std::vector<std::string> out;
  for (const std::string& c : columns) out.push_back("quote(" + c + ")");
  return absl::StrJoin(out, "||'|'||");
}

std::vector<std::string> Tables(const TestDatabase& database) {
  std::vector<std::string> out;
  for (const auto& row :
       Query(database,
             "SELECT name FROM sqlite_master WHERE type='table' AND name NOT "
             "LIKE 'sqlite_%' ORDER BY name")) {
    out.push_back(row[0]);
  }
  return out;
}

void Copy(const TestDatabase& from, TestDatabase* to) {
  to->Run("PRAGMA ignore_check_constraints=1; PRAGMA foreign_keys=0");
  for (const auto& row : Query(from,
                               "SELECT sql FROM sqlite_master WHERE "
                               "type='table' AND name NOT LIKE 'sqlite_%' "
                               "ORDER BY rowid")) {
    to->Run(row[0]);
  }
  if (Value(from, "SELECT 1 FROM sqlite_master WHERE name='sqlite_sequence'") ==
      "1") {
    to->Run(
        "CREATE TABLE q(a INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE q");
  }
  for (const std::string& table : Tables(from)) {
    const TableShape shape = ShapeOf(from, table);
    std::vector<std::string> targets = shape.writable;
    if (!shape.rowid.empty()) targets.push_back(shape.rowid);
    std::vector<std::string> quotes;
    for (const std::string& c : targets) quotes.push_back("quote(" + c + ")");
    for (const auto& row :
         Query(from, absl::StrCat("SELECT ", absl::StrJoin(quotes, "||', '||"),
                                  " FROM ", Quoted(table)))) {
      to->Run(absl::StrCat("INSERT INTO ", Quoted(table), "(",
                           absl::StrJoin(targets, ","), ") VALUES(", row[0],
                           ")"));
    }
  }
  for (const auto& row : Query(from, "SELECT name, seq FROM sqlite_sequence")) {
    if (row.size() < 2) break;
    to->Run(absl::StrCat("UPDATE sqlite_sequence SET seq=", row[1],
                         " WHERE name=", Literal(row[0])));
  }
  for (const auto& row : Query(from,
                               "SELECT sql FROM sqlite_master WHERE "
                               "type<>'table' AND sql NOT NULL ORDER BY "
                               "type='trigger', rowid")) {
    to->Run(row[0]);
  }
  to->Run("PRAGMA ignore_check_constraints=0");
}

}  // namespace

std::string AlterFull(const TestDatabase& database, const std::string& sql,
                      Options options) {
  options.mode = Mode::kFull;
  Connection connection(database.api(), database.db());
  const absl::StatusOr<Report> report = Alter(connection, sql, options);
  if (report.ok()) return "ok";
  const auto refusal = RefusalOf(report.status());
  return refusal.has_value()
             ? refusal->message
             : absl::StrCat("error: ", report.status().ToString());
}

std::string AlterFull(const TestDatabase& database, const std::string& sql) {
  return AlterFull(database, sql, Options());
}

std::string TextOf(const TestDatabase& database, const std::string& table) {
  return Value(database,
               "SELECT sql FROM sqlite_master WHERE name=" + Literal(table));
}

std::string RowsOf(const TestDatabase& database, const std::string& table) {
  const TableShape shape = ShapeOf(database, table);
  if (shape.columns.empty()) return "";  // a trigger, ...
  std::vector<std::string> out;
  for (const auto& row :
       Query(database,
             absl::StrCat("SELECT ", Quotes(shape.columns), " FROM ",
                          Quoted(table), " NOT INDEXED",
                          shape.rowid.empty() ? "" : " ORDER BY rowid"))) {
    out.push_back(row[0]);
  }
  return absl::StrJoin(out, ";");
}

std::string Look(const TestDatabase& database) {
  std::string out;
  const auto add = [&](const std::string& sql) {
    absl::StrAppend(&out, sql, "\n", Joined(Query(database, sql)));
  };
  add("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE "
      "'sqlite_stat%' ORDER BY type, name");
  add("SELECT name, seq FROM sqlite_sequence ORDER BY name");
  for (const std::string& table : Tables(database)) {
    const std::string name = Quoted(table);
    const TableShape shape = ShapeOf(database, table);
    add("PRAGMA table_xinfo(" + name + ")");
    add("PRAGMA foreign_key_list(" + name + ")");
    add("SELECT name, \"unique\", origin, partial FROM pragma_index_list(" +
        Literal(table) + ") ORDER BY name");
    add(absl::StrCat("SELECT ", shape.rowid.empty() ? "''" : shape.rowid,
                     "||' '||", Quotes(shape.columns), " FROM ", name,
                     " NOT INDEXED"));
    for (const auto& index :
         Query(database, "SELECT name FROM pragma_index_list(" +
                             Literal(table) + ") ORDER BY name")) {
      add("PRAGMA index_xinfo(" + Quoted(index[0]) + ")");
    }
  }
  return out;
}

std::string Unlike(const TestDatabase& database) {
  const std::string check = Value(database, "PRAGMA integrity_check");
  const bool not_valid =
      Value(database,
            "SELECT 1 FROM sqlite_master WHERE sql LIKE '%not_valid=1%'") ==
          "1" &&
      check.rfind("CHECK constraint", 0) == 0;
  if (check != "ok" && !not_valid) return "integrity_check: " + check;
  TestDatabase fresh(database.api());
  Copy(database, &fresh);
  return FirstDifference(Look(fresh), Look(database));
}

std::string Value(const TestDatabase& database, const std::string& sql) {
  const auto rows = Query(database, sql);
  return rows.empty() || rows[0].empty() ? "" : rows[0][0];
}

namespace {

void RunOn(const SqliteApi& api, const FullCase& c, Strategy strategy) {
  const bool strict = absl::StrContains(c.setup, "STRICT") ||
                      absl::StrContains(c.alter, "STRICT");
  if (strict && api.libversion_number() < 3037000) return;
  SCOPED_TRACE(absl::StrCat(api.libversion(), " ", c.name, ": ", c.alter,
                            ", strategy ", static_cast<int>(strategy)));
  TestDatabase database(api);
  ASSERT_EQ(database.Run(c.setup), "ok");
  const std::string before = database.Observe();
  Options options;
  options.strategy = strategy;
  options.verify = Verify::kFull;
  const std::string answer = AlterFull(database, c.alter, options);
  if (c.rows == nullptr) {
    EXPECT_EQ(answer, c.expected);
    EXPECT_EQ(FirstDifference(before, database.Observe()), "");
    return;
  }
  ASSERT_EQ(answer, "ok");
  EXPECT_EQ(TextOf(database, c.table), c.expected);
  EXPECT_EQ(RowsOf(database, c.table), c.rows);
  EXPECT_EQ(Unlike(database), "");
  if (c.others != nullptr) {
    EXPECT_EQ(Value(database,
                    absl::StrCat("SELECT group_concat(x, ', ') FROM (SELECT "
                                 "type||' '||name AS x FROM sqlite_master "
                                 "WHERE name NOT LIKE 'sqlite_%' AND name<>'",
                                 c.table, "' ORDER BY 1)")),
              c.others);
  }
}

// The linked SQLite, and the builds of other versions that are there.
const std::vector<std::shared_ptr<const SqliteApi>>& Builds() {
  static const auto* const builds = [] {
    auto* out = new std::vector<std::shared_ptr<const SqliteApi>>;
    for (const char* version : {"3.31.1", "3.36.0", "3.45.1", "3.54.1"}) {
      const auto api = LoadSqlite(absl::StrCat(
          ALTEREGO_SOURCE_DIR, "/.engines/sqlite/", version, "/libsqlite3.so"));
      if (api.ok()) out->push_back(*api);
    }
    return out;
  }();
  return *builds;
}

}  // namespace

void RunFullCase(const FullCase& c, Strategy strategy) {
  RunOn(SqliteApi::Linked(), c, strategy);
  for (const auto& api : Builds()) RunOn(*api, c, strategy);
}

}  // namespace alterego::rebuild
