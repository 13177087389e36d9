#include "runner/database_file.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "engines/database_reader.h"
#include "model/sql/open_comment.h"
#include "model/sql/parser.h"
#include "oracle/rowid.h"
#include "rebuild/database.h"
#include "rebuild/sqlite_api.h"

namespace alterego {
namespace {

class WorldReader {
 public:
  WorldReader(DatabaseReader reader, const ReadOptions& options)
      : reader_(std::move(reader)), options_(options) {}

  absl::StatusOr<DatabaseFile> Read() {
    auto main = std::make_shared<shadow::Database>();
    main->name = Identifier("main");
    if (options_.accept_malformed) {
      ALTEREGO_ASSIGN_OR_RETURN(schema_fault_, reader_.AcceptSchema());
    }
    if (!schema_fault_.empty()) {
      out_.notes.push_back("SQLite does not load the whole schema: " +
                           schema_fault_);
    }
    ALTEREGO_RETURN_IF_ERROR(ReadPragmas());
    ALTEREGO_RETURN_IF_ERROR(ReadObjects(main.get()));
    for (const shadow::ObjectPtr& object : main->objects) {
      if (object->AsTable() == nullptr) continue;
      ALTEREGO_ASSIGN_OR_RETURN(main->rows[object->name.Folded()],
                                ReadRows(object->name, *object->AsTable()));
    }
    ALTEREGO_RETURN_IF_ERROR(FindMissingModules(*main));
    auto world = std::make_shared<shadow::World>();
    world->dialect.version = options_.version.value_or(
        SqliteVersion::Parse(SqliteApi::Linked().libversion())
            .value_or(SqliteVersion{}));
    world->now = shadow::EmptySnapshot();
    world->now.databases[0] = std::move(main);
    out_.world = std::move(world);
    return std::move(out_);
  }

 private:
  absl::Status ReadPragmas() {
    const std::pair<const char*, Value> pragmas[] = {
        {"encoding", Value::Text("UTF-8")},
        {"page_size", Value::Integer(4096)},
        {"auto_vacuum", Value::Integer(0)},
        {"user_version", Value::Integer(0)},
        {"application_id", Value::Integer(0)},
    };
    for (const auto& [name, usual] : pragmas) {
      const std::string pragma = std::string("PRAGMA ") + name;
      ALTEREGO_RETURN_IF_ERROR(
          reader_.ForEachRow(pragma, [&, &usual = usual](const Row& row) {
            if (row[0] == usual) return;
            out_.pragmas.push_back(pragma + " = " + row[0].ToLiteral());
          }));
    }
    return absl::OkStatus();
  }

  // From both ends, where a page between them is damaged.
  absl::Status ReadObjects(shadow::Database* main) {
    // Whoever writes to sqlite_master may leave anything there.
    const std::string sql =
        "SELECT coalesce(CAST(type AS TEXT), ''), "
        "coalesce(CAST(name AS TEXT), ''), "
        "coalesce(CAST(tbl_name AS TEXT), ''), "
        "coalesce(CAST(sql AS TEXT), ''), "
        "'blob' IN (typeof(type), typeof(name), typeof(tbl_name), typeof(sql)),"
        " rowid FROM sqlite_master ORDER BY rowid";
    int64_t last = 0;
    const absl::Status status = reader_.ForEachRow(sql, [&](const Row& row) {
      last = row[5].integer();
      main->objects.push_back(ReadObject(row));
    });
    if (status.ok() || schema_fault_.empty()) return status;
    std::vector<shadow::ObjectPtr> behind;
    (void)reader_.ForEachRow(sql + " DESC", [&](const Row& row) {
      if (row[5].integer() > last) behind.push_back(ReadObject(row));
    });
    main->objects.insert(main->objects.end(), behind.rbegin(), behind.rend());
    if (main->objects.empty()) return status;
    out_.notes.push_back(
        absl::StrFormat("sqlite_schema: %d of its entries can be read: %s",
                        main->objects.size(), status.message()));
    return absl::OkStatus();
  }

  shadow::ObjectPtr ReadObject(const Row& row) {
    auto object = std::make_shared<shadow::Object>();
    const std::string& type = row[0].text();
    object->name = Identifier(row[1].text());
    object->table = Identifier(row[2].text());
    object->sql = row[3].text();
    CutAtNul(type, object.get());
    if (row[4] == Value::Integer(1)) {
      out_.notes.push_back(absl::StrFormat(
          "%s %s is stored as a BLOB in sqlite_schema: created again, it "
          "is stored as text",
          type, object->name.spelling()));
    }
    object->kind = type == "index"     ? ObjectKind::kIndex
                   : type == "view"    ? ObjectKind::kView
                   : type == "trigger" ? ObjectKind::kTrigger
                                       : ObjectKind::kTable;
    if (!object->sql.empty()) Parse(type, object.get());
    if (object->sql.empty() && type != "index") {
      out_.notes.push_back(absl::StrFormat("%s %s has no text and is left out",
                                           type.empty() ? "an object" : type,
                                           object->name.spelling()));
    }
    return object;
  }

  // SQLite reads no further.
  void CutAtNul(const std::string& type, shadow::Object* object) {
    const size_t end = object->sql.find('\0');
    if (end == object->sql.npos) return;
    object->sql.resize(end);
    out_.notes.push_back(type + " " + object->name.spelling() +
                         " has a NUL in its text: what stands behind that is "
                         "left out");
  }

  absl::Status FindMissingModules(const shadow::Database& main) {
    std::vector<Identifier> used;
    for (const shadow::ObjectPtr& object : main.objects) {
      if (const auto* table = object->AsVirtualTable()) {
        used.push_back(table->module.id);
      }
    }
    if (used.empty()) return absl::OkStatus();
    std::vector<Identifier> known;
    ALTEREGO_RETURN_IF_ERROR(reader_.ForEachRow(
        "PRAGMA module_list",
        [&](const Row& row) { known.push_back(Identifier(row[0].text())); }));
    for (const Identifier& module : used) {
      const bool missing =
          std::find(known.begin(), known.end(), module) == known.end();
      if (!known.empty() && missing) out_.missing_modules.push_back(module);
    }
    return absl::OkStatus();
  }

  void Parse(const std::string& type, shadow::Object* object) {
    auto parsed = sql::ParseStatement(object->sql);
    if (parsed.ok()) {
      const bool line =
          parsed->tokens.back().kind == sql::TokenKind::kComment &&
          parsed->TextOf(parsed->tokens.size() - 1)[0] == '-';
      if (line && type == "index") {
        out_.notes.push_back("index " + object->name.spelling() +
                             " ends in a comment: created again, it has a line "
                             "break behind that");
      }
      if (sql::EndsInOpenComment(object->sql)) {
        out_.notes.push_back(type + " " + object->name.spelling() +
                             " ends in an open comment: created again, that is "
                             "closed");
      }
      object->parsed = std::make_shared<sql::Parsed>(*std::move(parsed));
      return;
    }
    out_.notes.push_back(absl::StrFormat(
        "%s %s is kept as it is written, and nothing is predicted of it%s: %s",
        type, object->name.spelling(),
        type == "table" ? "; its rows are left out" : "",
        parsed.error().ToString()));
  }

  absl::StatusOr<shadow::TableRowsPtr> ReadRows(const Identifier& name,
                                                const CreateTable& table) {
    auto out = std::make_shared<shadow::TableRows>();
    if (options_.wants_rows && !options_.wants_rows(name)) {
      return shadow::TableRowsPtr(std::move(out));
    }
    const std::optional<std::string_view> rowid = RowidName(table);
    std::string sql = "SELECT ";
    sql += rowid.value_or("0");
    // Virtual columns are computed when they are asked for.
    for (const Column& column : table.columns) {
      sql += ",";
      sql += column.is_virtual() ? "NULL" : column.name.id.Quoted();
    }
    // In the order of the key, not of some covering index.
    sql += " FROM main." + name.Quoted() + " NOT INDEXED";
    if (rowid) (sql += " ORDER BY ") += *rowid;
    const auto read = [&](std::string_view order,
                          std::vector<shadow::StoredRow>* rows) {
      return reader_.ForEachRow(sql + std::string(order), [&](const Row& row) {
        shadow::StoredRow stored;
        stored.rowid = table.without_rowid ? 0
                       : !rowid ? static_cast<int64_t>(rows->size()) + 1
                                : row[0].integer();
        stored.values.assign(row.begin() + 1, row.end());
        rows->push_back(std::move(stored));
      });
    };
    const absl::Status status = read("", &out->rows);
    if (!status.ok()) {
      const std::string title = "table " + name.spelling();
      if (!options_.accept_malformed || !absl::IsInvalidArgument(status)) {
        return absl::Status(
            status.code(), absl::StrFormat("%s (%s)", status.message(), title));
      }
      // What is behind the damage can be read from the other end.
      std::vector<shadow::StoredRow> behind;
      if (rowid) (void)read(" DESC", &behind);
      AddBehind(std::move(behind), &out->rows);
      out_.notes.push_back(
          absl::StrFormat("%s: of its rows, %d can be read: %s", title,
                          out->rows.size(), status.message()));
    }
    return shadow::TableRowsPtr(std::move(out));
  }

  // `behind` comes in falling order, and may hold rows that are known.
  static void AddBehind(std::vector<shadow::StoredRow> behind,
                        std::vector<shadow::StoredRow>* rows) {
    const auto known = [&](const shadow::StoredRow& row) {
      return !rows->empty() && row.rowid <= rows->back().rowid;
    };
    while (!behind.empty() && known(behind.back())) behind.pop_back();
    std::reverse(behind.begin(), behind.end());
    rows->insert(rows->end(), std::make_move_iterator(behind.begin()),
                 std::make_move_iterator(behind.end()));
  }

  DatabaseReader reader_;
  const ReadOptions& options_;
  std::string schema_fault_;
  DatabaseFile out_;
};

using SchemaText = std::map<std::string, std::string>;  // "view v" -> its text

std::string TitleOf(std::string_view type, std::string_view name) {
  return absl::StrFormat("%s %s", type, name);
}

// Without blanks at the end, of which a script may add a line break.
std::string Trimmed(std::string_view sql) {
  while (!sql.empty() && absl::ascii_isspace(sql.back())) sql.remove_suffix(1);
  return std::string(sql);
}

SchemaText SchemaOf(const DatabaseFile& file) {
  SchemaText schema;
  for (const auto& object : file.world->now.databases[0]->objects) {
    schema[TitleOf(ObjectKindName(object->kind), object->name.spelling())] =
        Trimmed(object->sql);
  }
  return schema;
}

// An error ends nothing: others may depend on nothing that failed.
void CreateAnew(rebuild::Database& database, const DatabaseFile& file,
                const std::vector<std::string>& statements,
                std::map<std::string, std::string>* refused) {
  for (const std::string& sql : file.pragmas) (void)database.Execute(sql);
  for (const std::string& sql : statements) {
    const bool rows = sql.starts_with("DELETE FROM ") ||
                      (sql.starts_with("INSERT INTO ") &&
                       !sql.starts_with("INSERT INTO sqlite_master(type,"));
    if (rows) continue;
    const absl::Status status = database.Execute(sql);
    const auto refusal = rebuild::RefusalOf(status);
    if (refusal) (*refused)[Trimmed(sql)] = refusal->message;
  }
  (void)database.Execute("PRAGMA writable_schema=RESET");
}

}  // namespace

std::vector<std::string> NotesOfSchema(
    const DatabaseFile& file, const std::vector<std::string>& statements) {
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3* db = nullptr;
  const int code = api.open_v2(":memory:", &db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                                   SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX,
                               nullptr);
  const std::unique_ptr<sqlite3, decltype(api.close_v2)> owner(db,
                                                               api.close_v2);
  if (code != SQLITE_OK) return {};
  rebuild::Database database(rebuild::Connection(api, db));
  std::map<std::string, std::string> refused;
  CreateAnew(database, file, statements, &refused);
  SchemaText now;
  (void)database.ForEachRow(
      "SELECT type, name, coalesce(sql, '') FROM sqlite_master",
      [&](const rebuild::Statement& row) {
        now[TitleOf(row.Text(0), row.Text(1))] = Trimmed(row.Text(2));
      });
  std::vector<std::string> notes;
  const std::string sqlite = absl::StrFormat("SQLite %s", api.libversion());
  for (const auto& [title, sql] : SchemaOf(file)) {
    const auto found = now.find(title);
    if (found == now.end()) {
      const auto reason = refused.find(sql);
      const std::string why =
          reason == refused.end() ? "it is not made" : reason->second;
      if (sql.empty()) continue;  // comes, or does not come, with its table
      notes.push_back(
          absl::StrFormat("%s is written as it is, but %s alone "
                          "does not create it: %s",
                          title, sqlite, why));
    } else if (found->second != sql) {
      notes.push_back(title + " is not the same once it is created again");
    }
    if (found != now.end()) now.erase(found);
  }
  for (const auto& [title, sql] : now) {
    notes.push_back(title + " is created, but not in the database");
  }
  return notes;
}

absl::StatusOr<DatabaseFile> ReadDatabaseFile(const std::string& path,
                                              const ReadOptions& options) {
  ALTEREGO_ASSIGN_OR_RETURN(DatabaseReader reader, DatabaseReader::Open(path));
  return WorldReader(std::move(reader), options).Read();
}

}  // namespace alterego
