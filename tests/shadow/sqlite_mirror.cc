#include "tests/shadow/sqlite_mirror.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "base/check.h"
#include "engines/error_table.h"
#include "engines/sqlite_loader.h"
#include "engines/sqlite_value.h"
#include "model/sql/parser.h"
#include "tests/places.h"

namespace alterego::shadow {
namespace {

ObjectKind KindOf(const std::string& type) {
  if (type == "index") return ObjectKind::kIndex;
  if (type == "view") return ObjectKind::kView;
  if (type == "trigger") return ObjectKind::kTrigger;
  return ObjectKind::kTable;
}

}  // namespace

SqliteMirror::SqliteMirror(const SqliteApi& api) : api_(api) {
  ALTEREGO_CHECK(api_.open_v2(":memory:", &db_,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              nullptr) == SQLITE_OK);
}

SqliteMirror::~SqliteMirror() { api_.close_v2(db_); }

SqliteVersion SqliteMirror::version() const {
  return *SqliteVersion::Parse(api_.libversion());
}

std::string SqliteMirror::Run(const std::string& sql) {
  char* message = nullptr;
  const int code = api_.exec(db_, sql.c_str(), nullptr, nullptr, &message);
  std::string text = message == nullptr ? "" : message;
  api_.free(message);
  if (code != SQLITE_OK && text.empty()) text = "unknown error";
  return text;
}

Outcome SqliteMirror::Execute(const std::string& sql) {
  const std::string message = Run(sql);
  if (message.empty()) return Accepted{};
  return Classify(api_.extended_errcode(db_), message);
}

std::vector<Row> SqliteMirror::Query(const std::string& sql) {
  std::vector<Row> rows;
  sqlite3_stmt* statement = nullptr;
  api_.prepare_v2(db_, sql.c_str(), -1, &statement, nullptr);
  while (statement != nullptr && api_.step(statement) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < api_.column_count(statement); ++i) {
      row.push_back(ReadValue(api_, statement, i));
    }
    rows.push_back(std::move(row));
  }
  api_.finalize(statement);
  return rows;
}

bool SqliteMirror::Flag(const char* pragma) {
  const std::vector<Row> rows = Query(std::string("PRAGMA ") + pragma);
  return !rows.empty() && rows[0][0].integer() != 0;
}

void SqliteMirror::ReadRows(Database* database, const Object& object) {
  const CreateTable* table = object.AsTable();
  if (table == nullptr) return;
  const std::string from = " FROM " + database->name.Quoted() + "." +
                           object.name.Quoted() + " NOT INDEXED";
  std::string columns = "0";
  for (const char* name : {"rowid", "oid", "_rowid_"}) {
    if (!table->without_rowid && columns == "0" &&
        table->FindColumn(Identifier(name)) == nullptr) {
      columns = name;
    }
  }
  for (const Column& column : table->columns) {
    columns += column.is_virtual() ? ", NULL" : ", " + column.name.id.Quoted();
  }
  auto rows = std::make_shared<TableRows>();
  for (Row& row : Query("SELECT " + columns + from)) {
    StoredRow stored;
    if (row[0].storage_class() == StorageClass::kInteger) {
      stored.rowid = row[0].integer();
    }
    row.erase(row.begin());
    stored.values = std::move(row);
    rows->rows.push_back(std::move(stored));
  }
  database->rows[object.name.Folded()] = std::move(rows);
}

void SqliteMirror::ReadDatabase(Database* database) {
  const std::string schema = database->name == Identifier("temp")
                                 ? "sqlite_temp_master"
                                 : database->name.Quoted() + ".sqlite_master";
  for (const Row& row : Query("SELECT type, name, tbl_name, sql FROM " +
                              schema + " ORDER BY rowid")) {
    auto object = std::make_shared<Object>();
    object->kind = KindOf(row[0].text());
    object->name = Identifier(row[1].text());
    object->table = Identifier(row[2].text());
    if (!row[3].is_null()) {
      object->sql = row[3].text();
      auto parsed = sql::ParseStatement(object->sql);
      if (parsed.ok()) {
        object->parsed =
            std::make_shared<const sql::Parsed>(std::move(*parsed));
      }
    }
    if (object->kind == ObjectKind::kTable) ReadRows(database, *object);
    database->objects.push_back(std::move(object));
  }
}

WorldPtr SqliteMirror::Read() {
  auto world = std::make_shared<World>();
  world->dialect.version = version();
  world->dialect.foreign_keys = Flag("foreign_keys");
  world->dialect.legacy_alter_table = Flag("legacy_alter_table");
  world->dialect.recursive_triggers = Flag("recursive_triggers");
  world->dialect.ignore_check_constraints = Flag("ignore_check_constraints");
  world->dialect.writable_schema = Flag("writable_schema");
  world->dialect.query_only = Flag("query_only");
  if (api_.get_autocommit(db_) == 0) world->frames.emplace_back();
  std::vector<Identifier> names{"main", "temp"};
  for (const Row& row : Query("PRAGMA database_list")) {
    const Identifier name(row[1].text());
    if (!(name == names[0]) && !(name == names[1])) names.push_back(name);
  }
  for (const Identifier& name : names) {
    auto database = std::make_shared<Database>();
    database->name = name;
    ReadDatabase(database.get());
    world->now.databases.push_back(std::move(database));
  }
  return world;
}

const std::vector<SqliteBuild>& SqliteBuilds() {
  static const auto* const builds = [] {
    auto* out = new std::vector<SqliteBuild>;
    out->push_back(
        {"linked", std::make_shared<SqliteApi>(SqliteApi::Linked())});
    const std::filesystem::path folder =
        std::filesystem::path(ALTEREGO_SOURCE_DIR) / ".engines" / "sqlite";
    std::vector<std::filesystem::path> found;
    std::error_code error;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder, error)) {
      found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    for (const std::filesystem::path& path : found) {
      auto api = LoadSqlite((path / "libsqlite3.so").string());
      if (api.ok()) out->push_back({path.filename().string(), *api});
    }
    return out;
  }();
  return *builds;
}

std::string DescribeWorld(const World& world) {
  std::string out;
  for (const DatabasePtr& database : world.now.databases) {
    for (const ObjectPtr& o : database->objects) {
      out += std::string(ObjectKindName(o->kind)) + "|" + o->name.spelling() +
             "|" + o->table.spelling() + "|" + o->sql + "\n";
    }
    for (const auto& [name, rows] : database->rows) {
      // Sorted: the order of a scan is not the table's.
      std::vector<std::string> lines;
      for (const StoredRow& row : rows->rows) {
        std::string line = "row of " + name + ": " + std::to_string(row.rowid);
        for (const Value& value : row.values) line += "|" + value.ToLiteral();
        lines.push_back(line + "\n");
      }
      std::sort(lines.begin(), lines.end());
      for (const std::string& line : lines) out += line;
    }
  }
  return out;
}

}  // namespace alterego::shadow
