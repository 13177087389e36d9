#include "shadow/ops/row_check.h"

#include <algorithm>
#include <vector>

#include "model/type_name.h"
#include "shadow/functions.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

std::vector<const sql::Node*> Checks(const CreateTable& table) {
  std::vector<const sql::Node*> checks;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& constraint : column.constraints) {
      if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
        checks.push_back(&check->expr);
      }
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (const auto* check = std::get_if<CheckRule>(&constraint.rule)) {
      checks.push_back(&check->expr);
    }
  }
  return checks;
}

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
  const std::vector<const sql::Node*> checks = Checks(table);
  for (const StoredRow& row : rows.rows) {
    const RowFault fault = CheckRow(table, row, checks, dialect, types);
    if (fault != RowFault::kNone) return fault;
  }
  return RowFault::kNone;
}

std::optional<std::string> UnknownCheckFunction(const CreateTable& table,
                                                bool* optional) {
  std::optional<std::string> unknown;
  for (const sql::Node* check : Checks(table)) {
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

namespace {

RowUse UseAsValue(const sql::Node& node, bool may_vanish);

RowUse UseOfAll(const std::vector<sql::Node>& nodes, bool may_vanish) {
  RowUse use = RowUse::kFine;
  for (const sql::Node& node : nodes) {
    use = std::max(use, UseAsValue(node, may_vanish));
  }
  return use;
}

RowUse UseAsValue(const sql::Node& node, bool may_vanish) {
  const auto is_row = [](const sql::Node& n) {
    return WithoutParens(n).kind == sql::NodeKind::kList;
  };
  if (node.kind == sql::NodeKind::kList) {
    return may_vanish ? RowUse::kUnclear : RowUse::kMisused;
  }
  if (node.kind == sql::NodeKind::kIn) {
    if (is_row(node.children[0])) return RowUse::kUnclear;
    RowUse use = UseAsValue(node.children[0], may_vanish);
    for (size_t i = 1; i < node.children.size(); ++i) {
      use = std::max(use, UseOfAll(node.children[i].children, may_vanish));
    }
    return use;
  }
  const bool logic = node.op == sql::Op::kAnd || node.op == sql::Op::kOr;
  if (node.kind == sql::NodeKind::kBinary && logic) may_vanish = true;
  if (!ComparesRows(node)) return UseOfAll(node.children, may_vanish);
  RowUse use = RowUse::kFine;
  for (const sql::Node& side : node.children) {
    use = std::max(use, is_row(side)
                            ? UseOfAll(WithoutParens(side).children, may_vanish)
                            : UseAsValue(side, may_vanish));
  }
  return use;
}

}  // namespace

RowUse UseOfRows(const sql::Node& expr) { return UseAsValue(expr, false); }

RowUse UseOfRows(const CreateTable& table) {
  RowUse use = RowUse::kFine;
  for (const sql::Node* check : Checks(table)) {
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
