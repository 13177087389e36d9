#include "oracle/probes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "model/sql/name.h"
#include "model/type_name.h"
#include "model/value.h"
#include "oracle/structure.h"
#include "shadow/eval.h"
#include "shadow/rows.h"

namespace alterego {
namespace {

using shadow::Affinity;
using shadow::Database;
using shadow::Object;
using shadow::ObjectPtr;
using shadow::StoredRow;

// Values to break a CHECK with; the first that does is taken.
std::vector<Value> Candidates() {
  return {Value::Integer(-1),  Value::Integer(0),
          Value::Text(""),     Value::Text("alterego"),
          Value::Blob("\x01"), Value::Integer(1),
          Value::Real(0.5),    Value::Integer(int64_t{1} << 40)};
}

// A value of the column's own kind that is surely new in its table.
Value NewValue(const CreateTable& table, const Column& column, size_t place,
               SqliteVersion version) {
  const int64_t number = 1000003 + static_cast<int64_t>(place);
  switch (shadow::ColumnAffinity(table, column, version)) {
    case Affinity::kText:
      return Value::Text("alterego " + std::to_string(number));
    case Affinity::kReal:
      return Value::Real(static_cast<double>(number) + 0.5);
    case Affinity::kBlob:
      if (table.strict && IsType(column.type, "BLOB")) {
        return Value::Blob("alterego" + std::to_string(place));
      }
      return Value::Integer(number);
    case Affinity::kNone:
    case Affinity::kNumeric:
    case Affinity::kInteger:
      return Value::Integer(number);
  }
  return Value::Integer(number);
}

// The probes of one table, the most telling first.
class TableProbes {
 public:
  TableProbes(const Database& database, const Object& object,
              const Dialect& dialect)
      : table_(*object.AsTable()),
        dialect_(dialect),
        place_(sql::Name(database.name).ToSql() + "." +
               sql::Name(object.name).ToSql()) {
    const auto found = database.rows.find(object.name.Folded());
    if (found != database.rows.end() && !found->second->rows.empty()) {
      existing_ = &found->second->rows.back();
    }
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      new_row_.push_back(
          NewValue(table_, table_.columns[i], i, dialect_.version));
    }
  }

  std::vector<std::string> Make() {
    Insert(new_row_);
    sql_.push_back("INSERT INTO " + place_ + " DEFAULT VALUES");
    Copies();
    Checks();
    ForeignKeys();
    NotNulls();
    Updates();
    StrictTypes();
    if (existing_ != nullptr && !table_.without_rowid) {
      sql_.push_back("DELETE FROM " + place_);
    }
    return std::move(sql_);
  }

 private:
  bool IsWritable(size_t column) const {
    return table_.columns[column].generated() == nullptr;
  }

  // One statement that inserts `row` once, or `times`.
  void Insert(const Row& row, int times = 1) {
    std::string columns, values;
    for (size_t i = 0; i < row.size(); ++i) {
      if (!IsWritable(i)) continue;
      if (!columns.empty()) {
        columns += ", ";
        values += ", ";
      }
      columns += table_.columns[i].name.id.Quoted();
      row[i].AppendLiteral(&values);
    }
    if (columns.empty()) return;
    std::string sql = "INSERT INTO " + place_ + "(" + columns + ") VALUES(";
    for (int i = 0; i < times; ++i) {
      if (i > 0) sql += "), (";
      sql += values;
    }
    sql_.push_back(sql + ")");
  }

  void InsertWith(const std::vector<std::pair<size_t, Value>>& changes) {
    Row row = new_row_;
    for (const auto& [column, value] : changes) row[column] = value;
    Insert(row);
  }

  // A row that is there already, or one row twice: whole, and with another
  // rowid, so that the key does not hide what the other UNIQUE constraints say.
  void Copies() {
    Row row = existing_ != nullptr ? existing_->values : new_row_;
    row.resize(table_.columns.size());
    const int times = existing_ != nullptr ? 1 : 2;
    Insert(row, times);
    const int alias = table_.RowidAlias();
    if (alias < 0) return;
    row[alias] = Value::Null();
    Insert(row, times);
  }

  void NotNulls() {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (table_.columns[i].not_null() && IsWritable(i)) {
        InsertWith({{i, Value::Null()}});
      }
    }
  }

  void Checks() {
    for (const Column& column : table_.columns) {
      for (const ColumnConstraint& c : column.constraints) {
        if (const auto* rule = std::get_if<CheckRule>(&c.rule)) {
          Check(rule->expr);
        }
      }
    }
    for (const TableConstraint& c : table_.constraints) {
      if (const auto* rule = std::get_if<CheckRule>(&c.rule)) {
        Check(rule->expr);
      }
    }
  }

  // Changes one of the columns that the expression names, so that it is false.
  void Check(const sql::Node& expr) {
    std::vector<size_t> columns;
    sql::Walk(expr, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
      const int i = table_.ColumnIndex(node.names.back().id);
      if (i >= 0 && IsWritable(static_cast<size_t>(i))) {
        columns.push_back(static_cast<size_t>(i));
      }
    });
    for (const size_t column : columns) {
      for (const Value& value : Candidates()) {
        StoredRow row;
        row.rowid = 1000003;
        row.values = new_row_;
        row.values[column] = shadow::ApplyAffinity(
            value,
            shadow::ColumnAffinity(table_, table_.columns[column],
                                   dialect_.version),
            dialect_.version);
        const shadow::EvalResult result =
            shadow::Evaluate(expr, shadow::RowScope(table_, row, dialect_));
        if (result.status == shadow::EvalResult::Status::kValue &&
            !shadow::Truth(result.value).value_or(true)) {
          InsertWith({{column, value}});
          return;
        }
      }
    }
  }

  void ForeignKeys() {
    for (const ForeignKeyRule& rule : ForeignKeysOf(table_)) {
      // No parent has these; and NULL in one of them makes it a free row.
      std::vector<std::pair<size_t, Value>> orphan;
      for (const sql::Name& name : rule.columns) {
        const int i = table_.ColumnIndex(name.id);
        if (i < 0 || !IsWritable(static_cast<size_t>(i))) return;
        orphan.emplace_back(i, Value::Integer(987654321));
      }
      InsertWith(orphan);
      orphan.front().second = Value::Null();
      InsertWith(orphan);
    }
  }

  void Updates() {
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (!IsWritable(i)) continue;
      const std::string name = table_.columns[i].name.id.Quoted();
      sql_.push_back("UPDATE " + place_ + " SET " + name + " = " + name);
    }
  }

  void StrictTypes() {
    if (!table_.strict) return;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (!IsWritable(i) || IsType(table_.columns[i].type, "ANY")) {
        continue;
      }
      const bool is_blob = IsType(table_.columns[i].type, "BLOB");
      InsertWith({{i, is_blob ? Value::Text("x") : Value::Blob("x")}});
    }
  }

  const CreateTable& table_;
  const Dialect& dialect_;
  const std::string place_;
  const StoredRow* existing_ = nullptr;
  Row new_row_;
  std::vector<std::string> sql_;
};

}  // namespace

std::vector<Step> ProbesFor(const shadow::World& world, size_t probes_max,
                            size_t skip) {
  std::vector<std::vector<std::string>> per_table;
  for (const shadow::DatabasePtr& database : world.now.databases) {
    if (!(database->name == "main") && !(database->name == "temp")) continue;
    for (const ObjectPtr& object : database->objects) {
      const CreateTable* table = object->AsTable();
      if (object->kind != ObjectKind::kTable || table == nullptr ||
          table->columns.empty() ||
          object->name.Folded().rfind("sqlite_", 0) == 0) {
        continue;
      }
      per_table.push_back(
          TableProbes(*database, *object, world.dialect).Make());
    }
  }
  // The first of each table, then the second of each, ...
  std::vector<std::string> all;
  for (size_t round = 0, before = 1; before != all.size(); ++round) {
    before = all.size();
    for (std::vector<std::string>& probes : per_table) {
      if (round < probes.size()) all.push_back(std::move(probes[round]));
    }
  }
  std::vector<Step> out;
  for (size_t i = 0; i < std::min(all.size(), probes_max); ++i) {
    out.push_back(Step::FromSql(std::move(all[(skip + i) % all.size()])));
  }
  return out;
}

}  // namespace alterego
