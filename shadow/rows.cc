#include "shadow/rows.h"

#include <utility>

#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

// How deep generated columns may refer to each other: SQLite refuses loops.
constexpr int kGeneratedDepthMax = 64;

EvalResult ReadColumn(const CreateTable& table, const StoredRow& row,
                      int column, const Dialect& dialect, int depth);

// -1 for the rowid, nullopt for no such column.
std::optional<int> FindInTable(const CreateTable& table, const Node& node) {
  const size_t n = node.names.size();
  if (n == 0 || n > 3) return std::nullopt;
  if (n > 1 && !(node.names[n - 2].id == table.name.id)) return std::nullopt;
  const Identifier& name = node.names[n - 1].id;
  const int column = table.ColumnIndex(name);
  if (column >= 0) return column;
  if (!table.without_rowid && IsRowidName(name)) return -1;
  return std::nullopt;
}

std::optional<Binding> Bind(const CreateTable& table, const StoredRow& row,
                            const Node& node, const Dialect& dialect,
                            int depth) {
  const std::optional<int> column = FindInTable(table, node);
  if (!column) return std::nullopt;
  if (*column < 0) {
    return Binding{Value::Integer(row.rowid), Affinity::kInteger,
                   Collation::kBinary, false, false};
  }
  const Column& c = table.columns[*column];
  EvalResult read = ReadColumn(table, row, *column, dialect, depth);
  if (!read.ok()) return std::nullopt;
  return Binding{
      std::move(read.value), ColumnAffinity(table, c, dialect.version),
      ColumnCollation(c).value_or(Collation::kBinary), read.small_real, false};
}

EvalResult ReadColumn(const CreateTable& table, const StoredRow& row,
                      int column, const Dialect& dialect, int depth) {
  const Column& c = table.columns[column];
  if (!c.is_virtual()) {
    return EvalResult::Ok(column < static_cast<int>(row.values.size())
                              ? row.values[column]
                              : Value::Null());
  }
  if (depth > kGeneratedDepthMax) return EvalResult::Unknown();
  // A name that cannot be computed is no string: the whole value is unknown.
  bool known = true;
  Scope scope;
  scope.dialect = &dialect;
  scope.resolve = [&](const Node& node) -> std::optional<Binding> {
    std::optional<Binding> b = Bind(table, row, node, dialect, depth + 1);
    if (!b && FindInTable(table, node)) known = false;
    return b;
  };
  EvalResult result = Evaluate(c.generated()->expr, scope);
  if (!result.ok() || !known) return EvalResult::Unknown();
  const bool with_text = result.with_text;
  const Value before = result.value;
  result = ApplyToComputed(std::move(result),
                           ColumnAffinity(table, c, dialect.version),
                           dialect.version);
  // The number becomes a REAL in its old shape, and the text is what is seen.
  if (with_text && result.small_real) {
    result.value = ApplyAffinity(before, Affinity::kText, dialect.version);
    result.small_real = false;
  }
  return result;
}

}  // namespace

std::optional<Row> ReadRow(const CreateTable& table, const StoredRow& row,
                           const Dialect& dialect) {
  Row out = row.values;
  out.resize(table.columns.size());
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].is_virtual()) continue;
    EvalResult read = ReadColumn(table, row, static_cast<int>(i), dialect, 0);
    if (!read.ok()) return std::nullopt;
    out[i] = std::move(read.value);
  }
  return out;
}

Scope RowScope(const CreateTable& table, const StoredRow& row,
               const Dialect& dialect) {
  Scope scope;
  scope.dialect = &dialect;
  scope.resolve = [&table, &row,
                   &dialect](const Node& node) -> std::optional<Binding> {
    return Bind(table, row, node, dialect, 0);
  };
  return scope;
}

Affinity ColumnAffinity(const CreateTable& table, const Column& column,
                        SqliteVersion version) {
  if (column.type.empty() && version < SqliteVersion{3, 37, 0} &&
      !column.constraints.empty() && !column.constraints[0].name) {
    const auto* first = std::get_if<GeneratedRule>(&column.constraints[0].rule);
    if (first != nullptr && first->generated_always) return Affinity::kNumeric;
  }
  return AffinityOfType(column.type, table.strict);
}

std::optional<Collation> ColumnCollation(const Column& column) {
  const auto* rule = column.Find<CollateRule>();
  if (rule == nullptr) return Collation::kBinary;
  return CollationByName(rule->collation.id.spelling());
}

EvalResult DefaultValue(const CreateTable& table, const Column& column,
                        const Dialect& dialect) {
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return EvalResult::Ok(Value::Null());
  const Node& expr = rule->expr;
  EvalResult result;
  if (expr.kind == NodeKind::kColumn && expr.names.size() == 1) {
    // A bare word: TRUE, FALSE, or the string that it spells.
    const sql::Name& word = expr.names[0];
    if (const std::optional<bool> yes = BooleanWord(word, dialect.version)) {
      result.value = Value::Integer(*yes ? 1 : 0);
    } else {
      result.value = Value::Text(word.id.spelling());
    }
  } else {
    Scope scope;
    scope.dialect = &dialect;
    result = Evaluate(expr, scope);
  }
  if (result.ok()) {
    result.value = ApplyAffinity(std::move(result.value),
                                 ColumnAffinity(table, column, dialect.version),
                                 dialect.version);
  }
  return result;
}

}  // namespace alterego::shadow
