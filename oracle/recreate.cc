// RecreateSql of oracle/probes.h.
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "model/dot_command.h"
#include "model/sql/name.h"
#include "model/sql/open_comment.h"
#include "model/value.h"
#include "oracle/probes.h"
#include "oracle/rowid.h"
#include "oracle/structure.h"
#include "shadow/number.h"

namespace alterego {
namespace {

using shadow::Database;
using shadow::Object;
using shadow::ObjectPtr;

constexpr size_t kRowsPerInsert = 1000;

bool IsTemp(const Database& database) { return database.name == "temp"; }

// An open comment would swallow what comes behind.
std::string Closed(std::string sql) {
  return sql::EndsInOpenComment(sql) ? sql + "*/" : sql;
}

// Stored text names no schema: CREATE TABLE t -> CREATE TEMP TABLE t, and
// CREATE INDEX i -> CREATE INDEX temp.i.
std::string CreateSql(const Database& database, const Object& object) {
  if (!IsTemp(database)) return Closed(object.sql);
  for (const std::string_view start :
       {"CREATE INDEX ", "CREATE UNIQUE INDEX "}) {
    if (object.sql.starts_with(start)) {
      return std::string(start) + "temp." +
             Closed(object.sql.substr(start.size()));
    }
  }
  constexpr std::string_view kCreate = "CREATE ";
  return "CREATE TEMP " + Closed(object.sql.substr(kCreate.size()));
}

bool IsReserved(const Object& object) {
  return object.name.Folded().starts_with("sqlite_");
}

// A literal that this version reads as the value: the shortest one may be read
// as its neighbour.
void AppendValue(const Value& value, SqliteVersion version, std::string* out) {
  const auto is_read = [&](std::string_view text) {
    double read = 0;
    shadow::TextToReal(text, version, &read);
    return read == value.real();
  };
  const size_t start = out->size();
  value.AppendLiteral(out);
  if (value.storage_class() != StorageClass::kReal ||
      is_read(std::string_view(*out).substr(start))) {
    return;
  }
  for (int digits = 15; digits <= 20; ++digits) {
    const std::string text = absl::StrFormat("%.*e", digits - 1, value.real());
    if (!is_read(text)) continue;
    out->replace(start, std::string::npos, text);
    return;
  }
}

class Recreator {
 public:
  Recreator(const shadow::World& world, Opaque opaque,
            const std::vector<Identifier>& missing_modules)
      : world_(world), opaque_(opaque), missing_modules_(missing_modules) {}

  std::vector<std::string> Make() {
    // Rows may break a CHECK that came after them.
    out_.push_back("PRAGMA ignore_check_constraints=1");
    for (const shadow::DatabasePtr& database : world_.now.databases) {
      if (!(database->name == "main") && !IsTemp(*database)) continue;
      sequence_made_ = statistics_made_ = false;
      for (const ObjectPtr& object : database->objects) {
        if (!AddObject(*database, *object)) return {};
      }
      for (const ObjectPtr& object : database->objects) {
        if (IsSystem(*object) && !ReplaceRows(*database, *object)) return {};
      }
    }
    const Dialect& dialect = world_.dialect;
    if (!dialect.ignore_check_constraints) {
      out_.push_back("PRAGMA ignore_check_constraints=0");
    }
    if (dialect.foreign_keys) out_.push_back("PRAGMA foreign_keys=1");
    if (dialect.legacy_alter_table) {
      out_.push_back("PRAGMA legacy_alter_table=1");
    }
    if (dialect.recursive_triggers) {
      out_.push_back("PRAGMA recursive_triggers=1");
    }
    for (const Switch which : kSwitches) {
      const bool on = IsOn(dialect, which);
      if (on != IsOn({}, which)) out_.push_back(Print(SetSwitch{which, on}));
    }
    return std::move(out_);
  }

 private:
  static bool IsSystem(const Object& object) {
    return object.kind == ObjectKind::kTable && IsReserved(object);
  }

  bool AddObject(const Database& database, const Object& object) {
    if (object.sql.empty()) return true;  // comes with its table
    if (object.parsed == nullptr || object.AsVirtualTable() != nullptr) {
      if (opaque_ == Opaque::kRefuse) return false;
      AddVerbatim(object);
      return true;
    }
    if (IsShadowTable(object)) return ReplaceRows(database, object);
    if (IsSystem(object)) return MakeSystemTable(database, object);
    if (opaque_ == Opaque::kVerbatim && IsReserved(object)) {
      MakeReserved(CreateSql(database, object));
      return true;
    }
    out_.push_back(CreateSql(database, object));
    const CreateTable* table = object.AsTable();
    if (table == nullptr) return true;
    if (table->autoincrement()) sequence_made_ = true;
    // Now, before any trigger could fire.
    return AddRows(database, object);
  }

  // Without its module a virtual table is a row of the schema, and the tables
  // that hold its content are ordinary ones. (sqlite3 .dump does the same.)
  void AddVerbatim(const Object& object) {
    const CreateVirtualTable* table = object.AsVirtualTable();
    const bool missing =
        table != nullptr &&
        std::find(missing_modules_.begin(), missing_modules_.end(),
                  table->module.id) != missing_modules_.end();
    if (!missing) {
      if (table != nullptr) virtual_tables_.push_back(object.name.Folded());
      out_.push_back(Closed(object.sql));
      return;
    }
    std::string sql =
        "INSERT INTO sqlite_master(type,name,tbl_name,rootpage,sql) "
        "VALUES('table'";
    for (const std::string& text :
         {object.name.spelling(), object.table.spelling()}) {
      sql += ",";
      Value::Text(text).AppendLiteral(&sql);
    }
    sql += ",0,";
    Value::Text(object.sql).AppendLiteral(&sql);
    MakeReserved(sql + ")");
  }

  void MakeReserved(std::string sql) {
    out_.push_back("PRAGMA writable_schema=1");
    out_.push_back(std::move(sql));
    out_.push_back("PRAGMA writable_schema=0");
  }

  // Only SQLite itself creates these, at the place where it once did.
  bool MakeSystemTable(const Database& database, const Object& object) {
    if (object.name == "sqlite_sequence") {
      if (sequence_made_) return true;
      sequence_made_ = true;
      const std::string name = FreeName(database);
      const std::string place = database.name.spelling() + "." + name;
      out_.push_back("CREATE TABLE " + place +
                     "(a INTEGER PRIMARY KEY AUTOINCREMENT)");
      out_.push_back("DROP TABLE " + place);
      return true;
    }
    if (opaque_ == Opaque::kVerbatim && !(object.name == "sqlite_stat1")) {
      // ANALYZE may have made it, if this SQLite does so.
      constexpr std::string_view kCreate = "CREATE TABLE ";
      if (!object.sql.starts_with(kCreate)) return false;
      MakeReserved("CREATE TABLE IF NOT EXISTS main." +
                   Closed(object.sql.substr(kCreate.size())));
      return true;
    }
    if (object.name.Folded().starts_with("sqlite_stat")) {
      if (!statistics_made_) {
        out_.push_back("ANALYZE " + database.name.spelling());
      }
      statistics_made_ = true;
      return true;
    }
    return false;
  }

  static std::string FreeName(const Database& database) {
    std::string name = "alterego_sequence";
    while (database.FindTableOrView(Identifier(name)) != nullptr ||
           database.FindIndex(Identifier(name)) != nullptr) {
      name += "_";
    }
    return name;
  }

  // Came with its virtual table, which names it <table>_<what>.
  bool IsShadowTable(const Object& object) const {
    const std::string name = object.name.Folded();
    return std::any_of(virtual_tables_.begin(), virtual_tables_.end(),
                       [&](const std::string& table) {
                         return name.starts_with(table + "_");
                       });
  }

  bool ReplaceRows(const Database& database, const Object& object) {
    out_.push_back("DELETE FROM " + database.name.spelling() + "." +
                   object.name.Quoted());
    return object.AsTable() == nullptr || AddRows(database, object);
  }

  bool AddRows(const Database& database, const Object& object) {
    const auto found = database.rows.find(object.name.Folded());
    if (found == database.rows.end()) return false;
    const std::vector<shadow::StoredRow>& rows = found->second->rows;
    if (rows.empty()) return true;
    const CreateTable& table = *object.AsTable();
    // A rowid that is a column needs no name of its own.
    const std::optional<std::string_view> rowid =
        table.RowidAlias() < 0 ? RowidName(table) : std::nullopt;
    std::string head = "INSERT INTO " + database.name.spelling() + "." +
                       object.name.Quoted() + "(";
    std::vector<size_t> columns;
    if (rowid) head += *rowid;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].generated() != nullptr) continue;
      if (rowid || !columns.empty()) head += ",";
      head += table.columns[i].name.id.Quoted();
      columns.push_back(i);
    }
    head += ") VALUES";
    std::string sql;
    for (size_t r = 0; r < rows.size(); ++r) {
      sql += r % kRowsPerInsert == 0 ? head : ",";
      sql += "(";
      if (rowid) sql += std::to_string(rows[r].rowid);
      for (size_t k = 0; k < columns.size(); ++k) {
        if (rowid || k > 0) sql += ",";
        if (columns[k] >= rows[r].values.size()) return false;
        AppendValue(rows[r].values[columns[k]], world_.dialect.version, &sql);
      }
      sql += ")";
      if (r + 1 == rows.size() || (r + 1) % kRowsPerInsert == 0) {
        out_.push_back(std::move(sql));
        sql.clear();
      }
    }
    return true;
  }

  const shadow::World& world_;
  const Opaque opaque_;
  const std::vector<Identifier>& missing_modules_;
  std::vector<std::string> virtual_tables_;  // folded; made so far
  std::vector<std::string> out_;
  bool sequence_made_ = false;
  bool statistics_made_ = false;
};

}  // namespace

std::vector<std::string> RecreateSql(const shadow::World& world, Opaque opaque,
                                     const std::vector<Identifier>& missing) {
  return Recreator(world, opaque, missing).Make();
}

}  // namespace alterego
