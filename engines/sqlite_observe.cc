#include "engines/sqlite_observe.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "engines/error_table.h"
#include "model/identifier.h"
#include "model/outcome.h"
#include "model/value.h"

namespace alterego {
namespace {

// Result codes that say something about the machine, not about the database.
bool IsMachineFailure(int code) {
  switch (code & 0xff) {
    case SQLITE_NOMEM:
    case SQLITE_IOERR:
    case SQLITE_FULL:
      return true;
    default:
      return false;
  }
}

// Views that join views may have any number of rows.
constexpr size_t kViewRowsMax = 10000;

bool ContainsFolded(std::string_view text, std::string_view lower_word) {
  return std::search(
             text.begin(), text.end(), lower_word.begin(), lower_word.end(),
             [](char a, char b) { return FoldAscii(a) == b; }) != text.end();
}

void AppendInteger(int64_t v, std::string* out) {
  char buffer[24];
  out->append(buffer, std::to_chars(buffer, buffer + 24, v).ptr - buffer);
}

std::string Quoted(std::string_view name) { return Identifier(name).Quoted(); }

std::string Joined(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  std::string out;
  for (const std::string& row : rows) out += row;
  return out;
}

// Of a view's columns of one name SQLite numbers a few, c, c:1 .. c:4, and then
// takes a number at random.
std::string StableName(std::string_view name,
                       const std::vector<std::string>& before) {
  const size_t colon = name.rfind(':');
  if (colon == name.npos || colon + 2 >= name.size()) return std::string(name);
  const std::string_view number = name.substr(colon + 1);
  const bool repeated =
      std::any_of(before.begin(), before.end(), [&](const std::string& other) {
        return EqualsFolded(other, name.substr(0, colon));
      });
  if (!repeated || number.find_first_not_of("0123456789") != number.npos) {
    return std::string(name);
  }
  return absl::StrCat(std::string(name.substr(0, colon)), ":random");
}

}  // namespace

SqliteObserver::SqliteObserver(const SqliteApi& api, sqlite3* db,
                               std::shared_ptr<ObserverGroup> group)
    : api_(api),
      db_(db),
      version_(api.libversion_number()),
      cache_(api, db),
      group_(std::move(group)) {
  if (group_ != nullptr) group_->observers_.push_back(this);
}

SqliteObserver::~SqliteObserver() {
  if (group_ != nullptr) std::erase(group_->observers_, this);
}

template <class F>
int SqliteObserver::ForEachRow(sqlite3_stmt* statement, F&& on_row) {
  int code;
  while ((code = api_.step(statement)) == SQLITE_ROW) on_row(statement);
  return code == SQLITE_DONE ? code : api_.extended_errcode(db_);
}

template <class F>
int SqliteObserver::Cached(const std::string& sql, F&& on_row) {
  sqlite3_stmt* statement = cache_.Get(sql);
  if (statement == nullptr) return api_.extended_errcode(db_);
  const int code = ForEachRow(statement, on_row);
  api_.reset(statement);
  return code;
}

template <class F>
int SqliteObserver::Once(std::string_view sql, F&& on_row) {
  sqlite3_stmt* statement = nullptr;
  if (api_.prepare_v2(db_, sql.data(), static_cast<int>(sql.size()), &statement,
                      nullptr) != SQLITE_OK) {
    return api_.extended_errcode(db_);
  }
  // A PRAGMA that this version does not know compiles to nothing.
  const int code =
      statement == nullptr ? SQLITE_DONE : ForEachRow(statement, on_row);
  api_.finalize(statement);
  return code;
}

std::string_view SqliteObserver::Text(sqlite3_stmt* statement,
                                      int column) const {
  const auto* text =
      reinterpret_cast<const char*>(api_.column_text(statement, column));
  if (text == nullptr) return {};
  return {text, static_cast<size_t>(api_.column_bytes(statement, column))};
}

void SqliteObserver::AppendValue(sqlite3_stmt* statement, int column,
                                 std::string* out) const {
  switch (api_.column_type(statement, column)) {
    case SQLITE_INTEGER:
      AppendInteger(api_.column_int64(statement, column), out);
      return;
    case SQLITE_FLOAT:
      AppendReal(api_.column_double(statement, column), out);
      return;
    case SQLITE_TEXT:
      AppendTextLiteral(Text(statement, column), out);
      return;
    case SQLITE_BLOB: {
      const void* bytes = api_.column_blob(statement, column);
      const int size = api_.column_bytes(statement, column);
      AppendBlobLiteral({static_cast<const char*>(bytes),
                         bytes == nullptr ? 0 : static_cast<size_t>(size)},
                        out);
      return;
    }
    default:
      out->append("NULL");
  }
}

void SqliteObserver::AppendRow(sqlite3_stmt* statement, int begin, int end,
                               std::string* out) const {
  for (int i = begin; i < end; ++i) {
    if (i > begin) out->push_back('|');
    AppendValue(statement, i, out);
  }
  out->push_back('\n');
}

void SqliteObserver::Add(std::string name, std::string text, int code) {
  if (code == SQLITE_DONE) {
    sections_.push_back(
        {std::move(name), Section::Status::kRows, std::move(text)});
    return;
  }
  const char* message = api_.errmsg(db_);
  if (IsMachineFailure(code)) {
    failure_ = absl::InternalError(
        absl::StrCat("while reading ", name, ": ", message));
    return;
  }
  if ((code & 0xff) == SQLITE_INTERRUPT) {
    timed_out_ = true;
    AddUnavailable(std::move(name), "time limit");
    return;
  }
  const Refused refused = Classify(code, message);
  sections_.push_back({std::move(name), Section::Status::kRefused,
                       std::string(ReasonName(refused.reason))});
}

void SqliteObserver::AddUnavailable(std::string name, std::string_view why) {
  sections_.push_back(
      {std::move(name), Section::Status::kUnavailable, std::string(why)});
}

void SqliteObserver::ReadAll(const ObserveOptions& options) {
  std::vector<Database> databases = ReadDatabases(options);
  for (Database& database : databases) {
    ReadSchema(database);
    for (const SchemaRow& object : database.objects) {
      if (options.structure) ReadStructure(database, object);
    }
    for (const SchemaRow& object : database.objects) {
      if (object.type == "table" && !object.is_virtual() && options.rows) {
        ReadRows(database, object);
      } else if (object.type == "view" && options.views) {
        ReadView(database, object);
      }
    }
    if (options.integrity) ReadIntegrity(database);
  }
  if (options.structure) ReadTables();
  ReadHeader();
}

absl::StatusOr<Observation> SqliteObserver::Observe(
    const ObserveOptions& options) {
  sections_.clear();
  kept_.clear();
  failure_ = absl::OkStatus();
  State* const state = options.afresh ? nullptr : Look();
  if (state != nullptr) {
    Fill(options, state);
    Emit(options, *state);
  } else {
    ReadAll(options);
    recursive_triggers_.reset();
  }
  ReadConnection();
  ForgetTempViews();
  Observation out = failure_.ok() ? Sorted() : Observation();
  // Half an answer is none to remember.
  if (!failure_.ok() || timed_out_) states_ = {};
  timed_out_ = false;
  if (!failure_.ok()) return failure_;
  return out;
}

Observation SqliteObserver::Sorted() {
  for (const Section& section : sections_) kept_.push_back(&section);
  std::stable_sort(
      kept_.begin(), kept_.end(),
      [](const Section* a, const Section* b) { return a->name < b->name; });
  // Names are unique but for damaged schemas and names such as "a.b".
  kept_.erase(std::unique(kept_.begin(), kept_.end(),
                          [](const Section* a, const Section* b) {
                            return a->name == b->name;
                          }),
              kept_.end());
  Observation out;
  out.sections.reserve(kept_.size());
  for (const Section* section : kept_) out.sections.push_back(*section);
  return out;
}

bool SqliteObserver::HasMainAndTempOnly() {
  bool only = true;
  Once("PRAGMA database_list", [&](sqlite3_stmt* statement) {
    only &= api_.column_int64(statement, 0) < 2;
  });
  return only;
}

void SqliteObserver::AddEmptyTemp(const ObserveOptions& options) {
  sections_.push_back({"schema temp", Section::Status::kRows, ""});
  if (!options.integrity) return;
  sections_.push_back({"integrity temp", Section::Status::kRows, "'ok'\n"});
  sections_.push_back({"fk_check temp", Section::Status::kRows, ""});
}

std::vector<SqliteObserver::Database> SqliteObserver::ReadDatabases(
    const ObserveOptions& options) {
  std::vector<Database> out;
  Once("PRAGMA database_list", [&](sqlite3_stmt* statement) {
    Database database;
    database.name = Text(statement, 1);
    database.quoted = Quoted(database.name);
    out.push_back(std::move(database));
  });
  // SQLite lists temp only once something opened it. Opening it here would cost
  // every observation a database, and an unopened one is known to be empty.
  const bool has_temp =
      std::any_of(out.begin(), out.end(),
                  [](const Database& d) { return d.name == "temp"; });
  if (!has_temp) AddEmptyTemp(options);
  return out;
}

void SqliteObserver::ReadSchema(Database& database) {
  const bool temp = database.name == "temp";
  sql_.assign("SELECT type,name,tbl_name,sql,rootpage FROM ");
  sql_.append(database.quoted);
  sql_.append(temp ? ".sqlite_temp_master" : ".sqlite_master");
  sql_.append(" ORDER BY rowid");
  std::string text;
  const int code = Cached(sql_, [&](sqlite3_stmt* statement) {
    AppendRow(statement, 0, 4, &text);
    SchemaRow row;
    row.type = Text(statement, 0);
    row.name = Text(statement, 1);
    row.sql = Text(statement, 3);
    row.root = api_.column_int64(statement, 4);
    database.objects.push_back(std::move(row));
  });
  Add(absl::StrCat("schema ", database.name), std::move(text), code);
}

void SqliteObserver::ReadStructure(const Database& database,
                                   const SchemaRow& object) {
  if (object.type != "table" && object.type != "view") return;
  if (object.type == "view" && database.name == "temp") {
    temp_view_ = object.name;
  }
  const std::string place = absl::StrCat(database.name, ".", object.name);
  const std::string name = Quoted(object.name);
  if (version_ < 3026000) {
    AddUnavailable("xinfo " + place, "PRAGMA table_xinfo came with 3.26");
  } else if (object.type == "view" && Config(SQLITE_DBCONFIG_DQS_DML, 1) == 0) {
    // The view may have been compiled while "text" was a string, or not.
    AddUnavailable("xinfo " + place, "a view that SQLite may remember");
  } else {
    std::string text;
    const auto ask = [&] {
      text.clear();
      return Once(
          absl::StrCat("PRAGMA ", database.quoted, ".table_xinfo(", name, ")"),
          [&, names = std::vector<std::string>()](sqlite3_stmt* s) mutable {
            if (object.type == "view") {
              return AppendViewColumn(s, &names, &text);
            }
            AppendRow(s, 0, 7, &text);
          });
    };
    int code = ask();
    // Of a broken view with a list of columns 3.26 knows them from the second
    // time on, however long ago the first one was.
    if (code != SQLITE_OK && object.type == "view" && version_ < 3031000) {
      code = ask();
    }
    Add("xinfo " + place, std::move(text), code);
  }
  if (object.type != "table" || object.is_virtual()) return;
  ReadIndexes(database, object.name);
  std::string text;
  const int code = Once(
      absl::StrCat("PRAGMA ", database.quoted, ".foreign_key_list(", name, ")"),
      [&](sqlite3_stmt* s) { AppendRow(s, 0, 8, &text); });
  Add("fks " + place, std::move(text), code);
}

void SqliteObserver::AppendViewColumn(sqlite3_stmt* statement,
                                      std::vector<std::string>* names,
                                      std::string* out) const {
  names->push_back(StableName(Text(statement, 1), *names));
  AppendValue(statement, 0, out);
  out->push_back('|');
  AppendTextLiteral(names->back(), out);
  out->push_back('|');
  AppendRow(statement, 2, 7, out);
}

void SqliteObserver::ForgetTempViews() {
  if (temp_view_.empty()) return;
  // To compile it is enough; it is not run. Compiling fails where the view is
  // gone, and then its DROP has made SQLite forget.
  sqlite3_stmt* statement = nullptr;
  api_.prepare_v2(db_,
                  absl::StrCat("DROP VIEW temp.", Quoted(temp_view_)).c_str(),
                  -1, &statement, nullptr);
  api_.finalize(statement);
}

void SqliteObserver::ReadIndexes(const Database& database,
                                 const std::string& table) {
  // Sorted by name: SQLite lists the youngest first, which says nothing.
  std::vector<std::pair<std::string, std::string>> indexes;
  const int code = Once(absl::StrCat("PRAGMA ", database.quoted, ".index_list(",
                                     Quoted(table), ")"),
                        [&](sqlite3_stmt* s) {
                          std::string line;
                          AppendRow(s, 1, 5, &line);
                          indexes.emplace_back(Text(s, 1), std::move(line));
                        });
  std::sort(indexes.begin(), indexes.end());
  std::string list;
  for (const auto& [name, line] : indexes) list += line;
  Add(absl::StrCat("indexes ", database.name, ".", table), std::move(list),
      code);
  for (const auto& [name, line] : indexes) {
    std::string text;
    const int index_code =
        Once(absl::StrCat("PRAGMA ", database.quoted, ".index_xinfo(",
                          Quoted(name), ")"),
             [&](sqlite3_stmt* s) { AppendRow(s, 0, 6, &text); });
    Add(absl::StrCat("index ", database.name, ".", name), std::move(text),
        index_code);
  }
}

void SqliteObserver::ReadTables() {
  if (version_ < 3037000) {
    AddUnavailable("tables", "PRAGMA table_list came with 3.37");
    return;
  }
  std::vector<std::pair<std::pair<std::string, std::string>, std::string>> rows;
  const int code = Once("PRAGMA table_list", [&](sqlite3_stmt* s) {
    const std::string_view schema = Text(s, 0);
    const std::string_view name = Text(s, 1);
    // The schema tables themselves: temp's is listed before temp is opened in
    // some versions only.
    if (name == "sqlite_schema" || name == "sqlite_temp_schema") return;
    std::string line;
    AppendValue(s, 0, &line);
    line.push_back('|');
    AppendValue(s, 1, &line);
    line.push_back('|');
    // How wide a view is depends on other objects: "xinfo" tells. Whether a
    // table is "shadow" depends on what memory held when its row was read
    // (sqlite3ShadowTableName looks for the virtual table in temp first).
    const std::string_view type = Text(s, 2);
    if (type == "table" || type == "shadow") {
      line.append("'table'|");
      AppendValue(s, 3, &line);
    } else {
      AppendValue(s, 2, &line);
      line.append("|*");
    }
    line.push_back('|');
    AppendRow(s, 4, 6, &line);
    rows.push_back({{std::string(schema), std::string(name)}, line});
  });
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const auto& [key, line] : rows) text += line;
  Add("tables", std::move(text), code);
}

std::string SqliteObserver::ChooseRowsSql(const Database& database,
                                          const SchemaRow& table) {
  const std::string bare_from =
      absl::StrCat(" FROM ", database.quoted, ".", Quoted(table.name));
  // A covering index would give another order.
  const std::string from = absl::StrCat(bare_from, " NOT INDEXED");
  // Without the word, no column is named so, and WITHOUT ROWID is not there.
  if (!ContainsFolded(table.sql, "rowid")) {
    return absl::StrCat("SELECT rowid,*", from, " ORDER BY rowid");
  }
  std::vector<Identifier> columns;
  Once(absl::StrCat("PRAGMA ", database.quoted,
                    version_ < 3026000 ? ".table_info(" : ".table_xinfo(",
                    Quoted(table.name), ")"),
       [&](sqlite3_stmt* s) { columns.emplace_back(Text(s, 1)); });
  for (const char* alias : {"rowid", "oid", "_rowid_"}) {
    if (std::find(columns.begin(), columns.end(), Identifier(alias)) !=
        columns.end()) {
      continue;
    }
    std::string sql =
        absl::StrCat("SELECT ", alias, ",*", from, " ORDER BY ", alias);
    // Asked afresh: a kept statement may be of an older table of this name.
    if (Compiles(sql)) return sql;
    return absl::StrCat("SELECT *", bare_from, " INDEXED BY ",
                        Quoted(KeyIndexName(database, table)));
  }
  return absl::StrCat("SELECT *", from);
}

bool SqliteObserver::Compiles(const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = api_.prepare_v2(
      db_, sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
  api_.finalize(statement);
  return code == SQLITE_OK;
}

// The index that is a WITHOUT ROWID table; NOT INDEXED does not force it.
std::string SqliteObserver::KeyIndexName(const Database& database,
                                         const SchemaRow& table) {
  std::string out;
  Once(absl::StrCat("PRAGMA ", database.quoted, ".index_list(",
                    Quoted(table.name), ")"),
       [&](sqlite3_stmt* s) {
         if (Text(s, 3) == "pk") out = Text(s, 1);
       });
  return out;
}

const std::string& SqliteObserver::RowsSql(const Database& database,
                                           const SchemaRow& table) {
  // The answer hangs on the table's text alone.
  std::string key;
  key.reserve(database.name.size() + table.name.size() + table.sql.size() + 2);
  key.append(database.name).push_back('\0');
  key.append(table.name).push_back('\0');
  key.append(table.sql);
  const auto found = rows_sql_.find(key);
  if (found != rows_sql_.end()) return found->second;
  if (rows_sql_.size() >= 1024) rows_sql_.clear();
  return rows_sql_.emplace(std::move(key), ChooseRowsSql(database, table))
      .first->second;
}

void SqliteObserver::ReadRows(const Database& database,
                              const SchemaRow& table) {
  std::string text;
  int count = -1;
  const int code =
      Cached(RowsSql(database, table), [&](sqlite3_stmt* statement) {
        if (count < 0) count = api_.column_count(statement);
        AppendRow(statement, 0, count, &text);
      });
  Add(absl::StrCat("rows ", database.name, ".", table.name), std::move(text),
      code);
}

void SqliteObserver::ReadView(const Database& database, const SchemaRow& view) {
  std::string head;
  std::vector<std::string> rows, names;
  sql_.assign("SELECT * FROM ");
  sql_.append(database.quoted);
  sql_.push_back('.');
  sql_.append(Quoted(view.name));
  const int code = [&] {
    sqlite3_stmt* const statement = cache_.Get(sql_);
    if (statement == nullptr) return api_.extended_errcode(db_);
    int done;
    while ((done = api_.step(statement)) == SQLITE_ROW) {
      if (rows.size() == kViewRowsMax) {
        rows = {"more rows than are read\n"};
        done = SQLITE_DONE;
        break;
      }
      rows.emplace_back();
      AppendRow(statement, 0, api_.column_count(statement), &rows.back());
    }
    if (done != SQLITE_DONE) done = api_.extended_errcode(db_);
    // The names are there without a row too, but only once it was stepped do
    // they belong to the schema as it is.
    for (int i = 0; i < api_.column_count(statement); ++i) {
      if (i > 0) head.push_back('|');
      const char* name = api_.column_name(statement, i);
      names.push_back(StableName(name == nullptr ? "" : name, names));
      AppendTextLiteral(names.back(), &head);
    }
    api_.reset(statement);
    return done;
  }();
  head.push_back('\n');
  Add(absl::StrCat("view ", database.name, ".", view.name),
      head + Joined(std::move(rows)), code);
}

void SqliteObserver::ReadIntegrity(const Database& database) {
  std::string text;
  int code = Once(absl::StrCat("PRAGMA ", database.quoted, ".integrity_check"),
                  [&](sqlite3_stmt* s) { AppendRow(s, 0, 1, &text); });
  Add("integrity " + database.name, std::move(text), code);
  std::vector<std::string> rows;
  code = Once(absl::StrCat("PRAGMA ", database.quoted, ".foreign_key_check"),
              [&](sqlite3_stmt* s) {
                rows.emplace_back();
                AppendRow(s, 0, 4, &rows.back());
              });
  Add("fk_check " + database.name, Joined(std::move(rows)), code);
}

int64_t SqliteObserver::PragmaInteger(std::string_view sql) {
  int64_t value = 0;
  Once(sql, [&](sqlite3_stmt* s) { value = api_.column_int64(s, 0); });
  return value;
}

int SqliteObserver::Config(int option, int otherwise) {
  int value = otherwise;
  if (api_.db_config(db_, option, -1, &value) != SQLITE_OK) return otherwise;
  return value;
}

Dialect SqliteObserver::ReadDialect() {
  Dialect out;
  out.version = {version_ / 1000000, version_ / 1000 % 1000, version_ % 1000};
  out.foreign_keys = Config(SQLITE_DBCONFIG_ENABLE_FKEY, 0) != 0;
  out.legacy_alter_table = PragmaInteger("PRAGMA legacy_alter_table") != 0;
  out.recursive_triggers = PragmaInteger("PRAGMA recursive_triggers") != 0;
  out.ignore_check_constraints =
      PragmaInteger("PRAGMA ignore_check_constraints") != 0;
  out.writable_schema = PragmaInteger("PRAGMA writable_schema") != 0;
  out.query_only = PragmaInteger("PRAGMA query_only") != 0;
  out.dqs_ddl = Config(SQLITE_DBCONFIG_DQS_DDL, 1) != 0;
  out.dqs_dml = Config(SQLITE_DBCONFIG_DQS_DML, 1) != 0;
  out.defensive = Config(SQLITE_DBCONFIG_DEFENSIVE, 0) != 0;
  return out;
}

void SqliteObserver::ReadConnection() {
  std::string text;
  AppendInteger(api_.get_autocommit(db_) == 0 ? 1 : 0, &text);
  text.push_back('|');
  AppendInteger(Config(SQLITE_DBCONFIG_ENABLE_FKEY, 0), &text);
  text.push_back('|');
  // db_config knows this one since 3.29.
  AppendInteger(version_ >= 3029000
                    ? Config(SQLITE_DBCONFIG_LEGACY_ALTER_TABLE, 0)
                    : PragmaInteger("PRAGMA legacy_alter_table"),
                &text);
  text.push_back('|');
  if (!recursive_triggers_) {
    const int code = Once("PRAGMA recursive_triggers", [&](sqlite3_stmt* s) {
      recursive_triggers_ = api_.column_int64(s, 0);
    });
    if (code != SQLITE_DONE) recursive_triggers_.reset();
  }
  AppendInteger(recursive_triggers_.value_or(0), &text);
  text.push_back('\n');
  Add("connection", std::move(text), SQLITE_DONE);
}

void SqliteObserver::ReadHeader() {
  // These two are read when they run, so they may be kept.
  std::string text;
  Cached("PRAGMA main.user_version",
         [&](sqlite3_stmt* s) { AppendValue(s, 0, &text); });
  text.push_back('|');
  const int code = Cached("PRAGMA main.application_id",
                          [&](sqlite3_stmt* s) { AppendRow(s, 0, 1, &text); });
  Add("header main", std::move(text), code);
}

}  // namespace alterego
