#include "runner/database_file.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "engines/database_reader.h"
#include "model/sql/parser.h"
#include "oracle/rowid.h"
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
    ALTEREGO_RETURN_IF_ERROR(ReadPragmas());
    ALTEREGO_RETURN_IF_ERROR(ReadObjects(main.get()));
    for (const shadow::ObjectPtr& object : main->objects) {
      if (object->AsTable() == nullptr) continue;
      ALTEREGO_ASSIGN_OR_RETURN(main->rows[object->name.Folded()],
                                ReadRows(object->name, *object->AsTable()));
    }
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

  absl::Status ReadObjects(shadow::Database* main) {
    return reader_.ForEachRow(
        // Whoever writes to sqlite_master may leave anything there.
        "SELECT coalesce(CAST(type AS TEXT), ''), "
        "coalesce(CAST(name AS TEXT), ''), "
        "coalesce(CAST(tbl_name AS TEXT), ''), "
        "coalesce(CAST(sql AS TEXT), '') FROM sqlite_master ORDER BY rowid",
        [&](const Row& row) {
          auto object = std::make_shared<shadow::Object>();
          const std::string& type = row[0].text();
          object->name = Identifier(row[1].text());
          object->table = Identifier(row[2].text());
          object->sql = row[3].text();
          object->kind = type == "index"     ? ObjectKind::kIndex
                         : type == "view"    ? ObjectKind::kView
                         : type == "trigger" ? ObjectKind::kTrigger
                                             : ObjectKind::kTable;
          if (!object->sql.empty()) Parse(type, object.get());
          main->objects.push_back(std::move(object));
        });
  }

  void Parse(const std::string& type, shadow::Object* object) {
    auto parsed = sql::ParseStatement(object->sql);
    if (parsed.ok()) {
      const bool open =
          parsed->tokens.back().kind == sql::TokenKind::kComment &&
          parsed->TextOf(parsed->tokens.size() - 1)[0] == '-';
      if (open && type == "index") {
        out_.notes.push_back("index " + object->name.spelling() +
                             " ends in a comment: created again, it has a line "
                             "break behind that");
      }
      object->parsed = std::make_shared<sql::Parsed>(*std::move(parsed));
      return;
    }
    out_.notes.push_back(absl::StrFormat(
        "%s %s is kept as it is written, and nothing is predicted of it: %s",
        type, object->name.spelling(), parsed.error().ToString()));
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
    int64_t number = 0;
    ALTEREGO_RETURN_IF_ERROR(reader_.ForEachRow(sql, [&](const Row& row) {
      shadow::StoredRow stored;
      ++number;
      stored.rowid = table.without_rowid ? 0
                     : !rowid            ? number
                                         : row[0].integer();
      stored.values.assign(row.begin() + 1, row.end());
      out->rows.push_back(std::move(stored));
    }));
    return shadow::TableRowsPtr(std::move(out));
  }

  DatabaseReader reader_;
  const ReadOptions& options_;
  DatabaseFile out_;
};

}  // namespace

absl::StatusOr<DatabaseFile> ReadDatabaseFile(const std::string& path,
                                              const ReadOptions& options) {
  ALTEREGO_ASSIGN_OR_RETURN(DatabaseReader reader, DatabaseReader::Open(path));
  return WorldReader(std::move(reader), options).Read();
}

}  // namespace alterego
