#include "shadow/ops/row_check.h"

#include <algorithm>
#include <vector>

#include "model/type_name.h"
#include "shadow/functions.h"

namespace alterego::shadow {
namespace {

// Whether a STRICT column of that type may hold the value.
bool FitsStrictType(const std::string& type, const Value& value) {
  const StorageClass c = value.storage_class();
  if (c == StorageClass::kNull || IsType(type, "ANY")) return true;
  if (IsType(type, "INT") || IsType(type, "INTEGER")) {
    return c == StorageClass::kInteger;
  }
  if (IsType(type, "REAL")) {
    return c == StorageClass::kReal || c == StorageClass::kInteger;
  }
  if (IsType(type, "TEXT")) return c == StorageClass::kText;
  return c == StorageClass::kBlob;
}

RowFault CheckRow(const CreateTable& table, const StoredRow& row,
                  const std::vector<const sql::Node*>& checks,
                  const Dialect& dialect, bool types) {
  const std::optional<Row> values = ReadRow(table, row, dialect);
  if (!values) return RowFault::kUnknown;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (static_cast<int>(i) == table.RowidAlias()) continue;
    const Column& column = table.columns[i];
    if (column.not_null() && (*values)[i].is_null()) return RowFault::kNotNull;
    if (types && table.strict && !FitsStrictType(column.type, (*values)[i])) {
      return column.is_virtual() ? RowFault::kComputedType : RowFault::kType;
    }
  }
  if (dialect.ignore_check_constraints) return RowFault::kNone;
  const Scope scope = RowScope(table, row, dialect);
  for (const sql::Node* check : checks) {
    const EvalResult result = Evaluate(*check, scope);
    if (!result.ok()) return RowFault::kUnknown;
    if (Truth(result.value) == false) return RowFault::kCheck;
  }
  return RowFault::kNone;
}

}  // namespace

RowFault QuickCheck(const CreateTable& table, const TableRows& rows,
                    const Dialect& dialect, bool types) {
  const std::vector<const sql::Node*> checks = ChecksOf(table);
  for (const StoredRow& row : rows.rows) {
    const RowFault fault = CheckRow(table, row, checks, dialect, types);
    if (fault != RowFault::kNone) return fault;
  }
  return RowFault::kNone;
}

std::optional<std::string> UnknownCheckFunction(const CreateTable& table,
                                                bool* optional) {
  std::optional<std::string> unknown;
  for (const sql::Node* check : ChecksOf(table)) {
    sql::Walk(*check, [&](const sql::Node& node) {
      if (unknown) return;
      if (node.kind == sql::NodeKind::kLike && node.op == sql::Op::kRegexp) {
        unknown = "REGEXP";
      }
      if (node.kind != sql::NodeKind::kFunction) return;
      const std::string& name = node.names[0].id.spelling();
      if (IsOptionalFunction(name)) {
        *optional = true;
      } else if (!IsFunction(name)) {
        unknown = name;
      }
    });
  }
  return unknown;
}

RowUse UseOfRows(const CreateTable& table) {
  RowUse use = RowUse::kFine;
  for (const sql::Node* check : ChecksOf(table)) {
    use = std::max(use, UseOfRows(*check));
  }
  return use;
}

const TableRows& RowsOf(const Database& database, const Identifier& table) {
  static const auto* const none = new TableRows;
  auto entry = database.rows.find(table.Folded());
  return entry == database.rows.end() ? *none : *entry->second;
}

}  // namespace alterego::shadow
