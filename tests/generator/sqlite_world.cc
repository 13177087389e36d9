#include "tests/generator/sqlite_world.h"

#include <memory>
#include <utility>

#include "base/check.h"
#include "model/sql/parser.h"

namespace alterego::generator {
namespace {

Value ValueOf(sqlite3_stmt* statement, int column) {
  const auto bytes = [&] {
    const void* data = sqlite3_column_blob(statement, column);
    const int size = sqlite3_column_bytes(statement, column);
    return data == nullptr ? std::string()
                           : std::string(static_cast<const char*>(data),
                                         static_cast<size_t>(size));
  };
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Value::Integer(sqlite3_column_int64(statement, column));
    case SQLITE_FLOAT:
      return Value::Real(sqlite3_column_double(statement, column));
    case SQLITE_TEXT:
      return Value::Text(bytes());
    case SQLITE_BLOB:
      return Value::Blob(bytes());
    default:
      return Value::Null();
  }
}

ObjectKind KindOf(const std::string& type) {
  if (type == "index") return ObjectKind::kIndex;
  if (type == "view") return ObjectKind::kView;
  if (type == "trigger") return ObjectKind::kTrigger;
  return ObjectKind::kTable;
}

constexpr int kInstructionStep = 1000;
constexpr int kInstructionsMax = 1'000'000;

}  // namespace

SqliteWorld::SqliteWorld() {
  ALTEREGO_CHECK(sqlite3_open(":memory:", &db_) == SQLITE_OK);
  const auto is_over = [](void* instructions) {
    auto& done = *static_cast<int*>(instructions);
    done += kInstructionStep;
    return done > kInstructionsMax ? 1 : 0;
  };
  sqlite3_progress_handler(db_, kInstructionStep, is_over, &instructions_);
}

SqliteWorld::~SqliteWorld() { sqlite3_close(db_); }

std::string SqliteWorld::Run(const Step& step) {
  char* message = nullptr;
  instructions_ = 0;
  const int code =
      sqlite3_exec(db_, step.sql.c_str(), nullptr, nullptr, &message);
  std::string text = message == nullptr ? "" : message;
  sqlite3_free(message);
  if (code != SQLITE_OK && text.empty()) text = "unknown error";
  if (code == SQLITE_OK && step.parsed) Follow(step.parsed->statement);
  if (sqlite3_get_autocommit(db_)) frames_.clear();
  return text;
}

void SqliteWorld::Follow(const Statement& statement) {
  const auto find = [&](const Identifier& name) {
    size_t place = frames_.size();
    while (place > 0 && frames_[place - 1] != name) --place;
    return place;
  };
  if (std::holds_alternative<Begin>(statement)) {
    frames_.push_back(std::nullopt);
  } else if (const auto* savepoint = std::get_if<Savepoint>(&statement)) {
    frames_.push_back(savepoint->name.id);
  } else if (const auto* release = std::get_if<Release>(&statement)) {
    const size_t place = find(release->name.id);
    if (place > 0) frames_.resize(place - 1);
  } else if (const auto* back = std::get_if<RollbackTo>(&statement)) {
    frames_.resize(find(back->name.id));
  }
}

std::vector<Row> SqliteWorld::Query(const std::string& sql) {
  std::vector<Row> rows;
  instructions_ = 0;
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(db_, sql.c_str(), -1, &statement, nullptr);
  while (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
    Row row;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
      row.push_back(ValueOf(statement, i));
    }
    rows.push_back(std::move(row));
  }
  sqlite3_finalize(statement);
  return rows;
}

bool SqliteWorld::Flag(const char* pragma) {
  const std::vector<Row> rows = Query(std::string("PRAGMA ") + pragma);
  return !rows.empty() && rows[0][0].integer() != 0;
}

void SqliteWorld::ReadRows(shadow::Database& database,
                           const shadow::Object& object) {
  const CreateTable* table = object.AsTable();
  if (table == nullptr) return;
  const std::string from =
      " FROM " + database.name.Quoted() + "." + object.name.Quoted();
  auto rows = std::make_shared<shadow::TableRows>();
  const bool has_rowid = !table->without_rowid &&
                         table->FindColumn(Identifier("rowid")) == nullptr;
  for (Row& row :
       Query((has_rowid ? "SELECT rowid, *" : "SELECT 0, *") + from)) {
    shadow::StoredRow stored;
    stored.rowid = row[0].integer();
    row.erase(row.begin());
    stored.values = std::move(row);
    rows->rows.push_back(std::move(stored));
  }
  database.rows[object.name.Folded()] = std::move(rows);
}

void SqliteWorld::ReadDatabase(shadow::Database& database) {
  const std::string schema = database.name == Identifier("temp")
                                 ? "sqlite_temp_master"
                                 : "sqlite_master";
  for (const Row& row : Query("SELECT type, name, tbl_name, sql FROM " +
                              schema + " ORDER BY rowid")) {
    auto object = std::make_shared<shadow::Object>();
    object->kind = KindOf(row[0].text());
    object->name = Identifier(row[1].text());
    object->table = Identifier(row[2].text());
    if (!row[3].is_null()) {
      object->sql = row[3].text();
      auto parsed = sql::ParseStatement(object->sql);
      if (parsed.ok()) {
        object->parsed = std::make_shared<sql::Parsed>(std::move(*parsed));
      } else {
        unparsed_.push_back(object->sql);
      }
    }
    if (object->kind == ObjectKind::kTable) ReadRows(database, *object);
    database.objects.push_back(std::move(object));
  }
}

shadow::World SqliteWorld::Read() {
  shadow::World world;
  world.dialect.version = *SqliteVersion::Parse(sqlite3_libversion());
  world.dialect.foreign_keys = Flag("foreign_keys");
  world.dialect.legacy_alter_table = Flag("legacy_alter_table");
  world.dialect.recursive_triggers = Flag("recursive_triggers");
  world.dialect.ignore_check_constraints = Flag("ignore_check_constraints");
  for (const char* name : {"main", "temp"}) {
    auto database = std::make_shared<shadow::Database>();
    database->name = Identifier(name);
    ReadDatabase(*database);
    world.now.databases.push_back(std::move(database));
  }
  for (const auto& frame : frames_) world.frames.push_back({frame, {}, 0});
  return world;
}

}  // namespace alterego::generator
