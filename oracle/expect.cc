#include "oracle/expect.h"

#include <algorithm>
#include <utility>

#include "model/type_name.h"
#include "model/value.h"
#include "oracle/foreign_key_check.h"
#include "oracle/rowid.h"
#include "shadow/eval.h"
#include "shadow/functions.h"
#include "shadow/ops/row_check.h"
#include "shadow/rows.h"

namespace alterego {
namespace {

using shadow::Database;
using shadow::Object;
using shadow::ObjectPtr;

std::string Flag(bool on) { return on ? "1" : "0"; }

std::string SchemaLine(const Object& object) {
  std::string out;
  AppendTextLiteral(ObjectKindName(object.kind), &out);
  out.push_back('|');
  AppendTextLiteral(object.name.spelling(), &out);
  out.push_back('|');
  AppendTextLiteral(object.table.spelling(), &out);
  out.push_back('|');
  if (object.sql.empty()) {
    out += "NULL";
  } else {
    AppendTextLiteral(object.sql, &out);
  }
  out.push_back('\n');
  return out;
}

// What a STRICT column may hold.
bool FitsStrictType(const Value& value, std::string_view type) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return true;
    case StorageClass::kInteger:
      return IsType(type, "INT") || IsType(type, "INTEGER") ||
             IsType(type, "ANY");
    case StorageClass::kReal:
      return IsType(type, "REAL") || IsType(type, "ANY");
    case StorageClass::kText:
      return IsType(type, "TEXT") || IsType(type, "ANY");
    case StorageClass::kBlob:
      return IsType(type, "BLOB") || IsType(type, "ANY");
  }
  return false;
}

// No number in a TEXT column, no text in a numeric one that reads as a number:
// integrity_check asks for that too since 3.38 or so. DEFAULT TRUE brings a
// number into a TEXT column when rows are older than the column.
bool FitsAffinity(const Value& value, const CreateTable& table,
                  const Column& column, SqliteVersion version) {
  const shadow::Affinity affinity =
      shadow::ColumnAffinity(table, column, version);
  const StorageClass c = value.storage_class();
  if (affinity == shadow::Affinity::kText) {
    return c != StorageClass::kInteger && c != StorageClass::kReal;
  }
  if (c != StorageClass::kText || affinity == shadow::Affinity::kNone ||
      affinity == shadow::Affinity::kBlob) {
    return true;
  }
  return shadow::ApplyAffinity(value, affinity, version).storage_class() == c;
}

// The table is one whose rows and columns we know.
bool IsKnownTable(const Object& object) {
  return object.kind == ObjectKind::kTable && object.AsTable() != nullptr &&
         !object.AsTable()->columns.empty();
}

}  // namespace

void Expecter::Add(std::string name, std::string text) {
  sections_.push_back(
      {std::move(name), Section::Status::kRows, std::move(text)});
}

void Expecter::AddUnavailable(std::string name, std::string why) {
  sections_.push_back(
      {std::move(name), Section::Status::kUnavailable, std::move(why)});
}

Observation Expecter::Expect(const shadow::World& world,
                             const ObserveOptions& options) {
  world_ = &world;
  options_ = options;
  sections_.clear();
  ++call_;
  if (!(dialect_ == world.dialect)) {
    // What a column holds may hang on the dialect (double-quoted strings).
    structures_.clear();
    rows_.clear();
    dialect_ = world.dialect;
  }
  for (const shadow::DatabasePtr& database : world.now.databases) {
    AddDatabase(*database);
  }
  if (options.structure) AddTables();
  Add("connection", Flag(world.in_transaction()) + "|" +
                        Flag(world.dialect.foreign_keys) + "|" +
                        Flag(world.dialect.legacy_alter_table) + "|" +
                        Flag(world.dialect.recursive_triggers) + "\n");
  AddUnavailable("header main", "not in the shadow");
  Forget();
  std::sort(sections_.begin(), sections_.end(),
            [](const Section& a, const Section& b) { return a.name < b.name; });
  sections_.erase(std::unique(sections_.begin(), sections_.end(),
                              [](const Section& a, const Section& b) {
                                return a.name == b.name;
                              }),
                  sections_.end());
  Observation out;
  out.sections = std::move(sections_);
  sections_ = {};
  world_ = nullptr;
  return out;
}

void Expecter::Forget() {
  const auto unused = [&](const auto& entry) {
    return entry.second.used != call_;
  };
  std::erase_if(lines_, unused);
  std::erase_if(structures_, unused);
  std::erase_if(rows_, unused);
}

const std::string& Expecter::LineOf(const ObjectPtr& object) {
  Line& line = lines_[object.get()];
  if (line.object == nullptr) line = {object, SchemaLine(*object), 0};
  line.used = call_;
  return line.text;
}

void Expecter::AddDatabase(const Database& database) {
  const std::string& place = database.name.spelling();
  std::string schema;
  for (const ObjectPtr& object : database.objects) {
    schema += LineOf(object);
  }
  Add("schema " + place, std::move(schema));
  for (const ObjectPtr& object : database.objects) {
    if (object->kind == ObjectKind::kTable) {
      AddTable(database, object);
    } else if (object->kind == ObjectKind::kView) {
      const std::string name = place + "." + object->name.spelling();
      if (options_.structure) AddUnavailable("xinfo " + name, "a view");
      if (options_.views) AddUnavailable("view " + name, "a view");
    }
  }
  if (options_.integrity) AddIntegrity(database);
}

void Expecter::AddTable(const Database& database, const ObjectPtr& table) {
  const std::string& place = database.name.spelling();
  const std::string name = place + "." + table->name.spelling();
  if (!IsKnownTable(*table)) {
    const char* why = "a table that alterego does not know";
    if (options_.structure) AddUnavailable("xinfo " + name, why);
    if (table->AsVirtualTable() != nullptr) return;
    if (options_.structure) {
      AddUnavailable("indexes " + name, why);
      AddUnavailable("fks " + name, why);
    }
    if (options_.rows) AddUnavailable("rows " + name, why);
    return;
  }
  if (options_.structure) {
    const Structure& structure = StructureOf(database, table);
    if (world_->dialect.version < SqliteVersion{3, 26, 0}) {
      AddUnavailable("xinfo " + name, "PRAGMA table_xinfo came with 3.26");
    } else {
      Add("xinfo " + name, structure.xinfo);
    }
    Add("indexes " + name, structure.list);
    Add("fks " + name, structure.foreign_keys);
    for (size_t i = 0; i < structure.indexes.size(); ++i) {
      Add("index " + place + "." + structure.indexes[i].name,
          structure.index_texts[i]);
    }
  }
  if (options_.rows) AddRows(database, table);
}

const Expecter::Structure& Expecter::StructureOf(const Database& database,
                                                 const ObjectPtr& table) {
  Objects objects = {table};
  std::vector<const CreateIndex*> indexes;
  for (const ObjectPtr& object : database.objects) {
    if (object->kind != ObjectKind::kIndex || object->table != table->name) {
      continue;
    }
    if (const CreateIndex* index = object->AsIndex()) {
      objects.push_back(object);
      indexes.push_back(index);
    }
  }
  Structure& out = structures_[table.get()];
  out.used = call_;
  if (out.objects == objects) return out;
  const SqliteVersion version = world_->dialect.version;
  const CreateTable& create = *table->AsTable();
  out.objects = std::move(objects);
  out.indexes = IndexesOf(table->name, create, indexes, version);
  out.xinfo = XinfoText(*table->parsed, create, out.indexes, version);
  out.list = IndexListText(out.indexes);
  out.foreign_keys = ForeignKeysText(create);
  out.index_texts.clear();
  for (const IndexShape& index : out.indexes) {
    out.index_texts.push_back(IndexText(create, index));
  }
  return out;
}

Expecter::Rows* Expecter::RowsOf(const Database& database,
                                 const ObjectPtr& table) {
  const auto found = database.rows.find(table->name.Folded());
  if (found == database.rows.end()) return nullptr;
  Rows& out = rows_[table.get()];
  out.used = call_;
  if (out.rows != found->second || out.table != table) {
    out.table = table;
    out.rows = found->second;
    out.text = RowsText(*table->AsTable(), *out.rows);
    out.sound.reset();
  }
  return &out;
}

std::optional<std::string> Expecter::RowsText(
    const CreateTable& table, const shadow::TableRows& rows) const {
  const bool with_rowid = RowidName(table).has_value();
  std::string out;
  // Until 3.32 what is constant was computed before there was a row.
  const auto fails = [this](const Column& column) {
    return column.is_virtual() &&
           shadow::ConstantCallFails(column.generated()->expr, world_->dialect);
  };
  if (world_->dialect.version < SqliteVersion{3, 33, 0} &&
      std::any_of(table.columns.begin(), table.columns.end(), fails)) {
    return std::nullopt;
  }
  for (const shadow::StoredRow& stored : rows.rows) {
    const std::optional<Row> row =
        shadow::ReadRow(table, stored, world_->dialect);
    if (!row) return std::nullopt;
    if (with_rowid) out += std::to_string(stored.rowid);
    for (size_t i = 0; i < row->size(); ++i) {
      if (with_rowid || i > 0) out.push_back('|');
      (*row)[i].AppendLiteral(&out);
    }
    out.push_back('\n');
  }
  return out;
}

void Expecter::AddRows(const Database& database, const ObjectPtr& table) {
  const std::string name =
      "rows " + database.name.spelling() + "." + table->name.spelling();
  const Rows* rows = RowsOf(database, table);
  if (rows == nullptr) {
    AddUnavailable(name, "rows that the shadow does not hold");
  } else if (!rows->text) {
    AddUnavailable(name, "values that alterego cannot compute");
  } else {
    Add(name, *rows->text);
  }
}

// True if no row breaks its table's own rules, as integrity_check tests them.
// Rows can: ADD COLUMN did not check them before 3.37, and PRAGMA
// ignore_check_constraints lets them in.
bool Expecter::Sound(const CreateTable& table, Rows& rows) const {
  if (rows.sound) return *rows.sound;
  const std::vector<const sql::Node*> checks = shadow::ChecksOf(table);
  // A CHECK that does not compile: ALTER lets it in where CHECKs are ignored
  // or not tested yet.
  for (const sql::Node* check : checks) {
    bool known = shadow::UseOfRows(*check) == shadow::RowUse::kFine;
    sql::Walk(*check, [&known](const sql::Node& node) {
      known &= node.kind != sql::NodeKind::kFunction ||
               shadow::IsFunction(node.names[0].id.spelling());
    });
    if (!known) {
      rows.sound = false;
      return false;
    }
  }
  const int rowid = RowidColumn(table, world_->dialect.version);
  const auto row_is_sound = [&](const shadow::StoredRow& stored) {
    const std::optional<Row> row =
        shadow::ReadRow(table, stored, world_->dialect);
    if (!row) return false;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      const bool may_be_null =
          static_cast<int>(i) == rowid || !column.not_null();
      if (!may_be_null && (*row)[i].is_null()) return false;
      if (table.strict && !FitsStrictType((*row)[i], column.type)) {
        return false;
      }
      if (!table.strict &&
          !FitsAffinity((*row)[i], table, column, world_->dialect.version)) {
        return false;
      }
    }
    if (checks.empty()) return true;
    const shadow::Scope scope =
        shadow::RowScope(table, stored, world_->dialect);
    return std::all_of(
        checks.begin(), checks.end(), [&](const sql::Node* check) {
          const shadow::EvalResult result = shadow::Evaluate(*check, scope);
          return result.status == shadow::EvalResult::Status::kValue &&
                 shadow::Truth(result.value).value_or(true);
        });
  };
  rows.sound =
      std::all_of(rows.rows->rows.begin(), rows.rows->rows.end(), row_is_sound);
  return *rows.sound;
}

void Expecter::AddIntegrity(const Database& database) {
  const std::string& place = database.name.spelling();
  bool certain = true;
  for (const ObjectPtr& object : database.objects) {
    if (!certain) break;
    if (object->kind != ObjectKind::kTable) continue;
    Rows* rows = IsKnownTable(*object) ? RowsOf(database, object) : nullptr;
    certain = rows != nullptr && Sound(*object->AsTable(), *rows);
  }
  if (certain) {
    Add("integrity " + place, "'ok'\n");
  } else {
    AddUnavailable("integrity " + place, "rows that may break a constraint");
  }
  sections_.push_back(ForeignKeyCheck(database, world_->dialect));
}

void Expecter::AddTables() {
  if (world_->dialect.version < SqliteVersion{3, 37, 0}) {
    AddUnavailable("tables", "PRAGMA table_list came with 3.37");
    return;
  }
  std::vector<std::pair<std::pair<std::string, std::string>, std::string>> rows;
  for (const shadow::DatabasePtr& database : world_->now.databases) {
    for (const ObjectPtr& object : database->objects) {
      const bool is_view = object->kind == ObjectKind::kView;
      if (!is_view && object->kind != ObjectKind::kTable) continue;
      if (!is_view && !IsKnownTable(*object)) {
        AddUnavailable("tables", "a table that alterego does not know");
        return;
      }
      std::string line;
      AppendTextLiteral(database->name.spelling(), &line);
      line.push_back('|');
      AppendTextLiteral(object->name.spelling(), &line);
      if (is_view) {
        line += "|'view'|*|0|0\n";
      } else {
        const CreateTable& table = *object->AsTable();
        line += "|'table'|" + std::to_string(table.columns.size()) + "|" +
                Flag(table.without_rowid) + "|" + Flag(table.strict) + "\n";
      }
      rows.push_back({{database->name.spelling(), object->name.spelling()},
                      std::move(line)});
    }
  }
  std::sort(rows.begin(), rows.end());
  std::string text;
  for (const auto& [key, line] : rows) text += line;
  Add("tables", std::move(text));
}

}  // namespace alterego
