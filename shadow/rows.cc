#include "shadow/rows.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using sql::Node;
using sql::NodeKind;

// How deep generated columns may refer to each other: SQLite refuses loops.
constexpr int kGeneratedDepthMax = 64;

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

// One row. What is computed is computed once: with columns that read each other
// several times each, anything else takes time without end.
class RowReader {
 public:
  RowReader(const CreateTable& table, const StoredRow& row,
            const Dialect& dialect)
      : table_(table),
        row_(row),
        dialect_(dialect),
        computed_(table.columns.size()) {}

  std::optional<Binding> Bind(const Node& node, int depth) {
    const std::optional<int> column = FindInTable(table_, node);
    if (!column) return std::nullopt;
    if (*column < 0) {
      return Binding{Value::Integer(row_.rowid), Affinity::kInteger,
                     Collation::kBinary, false, false};
    }
    const Column& c = table_.columns[*column];
    EvalResult read = Read(*column, depth);
    if (!read.ok()) return std::nullopt;
    return Binding{std::move(read.value),
                   ColumnAffinity(table_, c, dialect_.version),
                   ColumnCollation(c).value_or(Collation::kBinary),
                   read.small_real, c.Find<NotNullRule>() != nullptr};
  }

  EvalResult Read(int column, int depth) {
    if (!table_.columns[column].is_virtual()) {
      return EvalResult::Ok(column < static_cast<int>(row_.values.size())
                                ? row_.values[column]
                                : Value::Null());
    }
    if (depth > kGeneratedDepthMax) return EvalResult::Unknown();
    std::optional<EvalResult>& known = computed_[column];
    if (!known) known = Compute(table_.columns[column], depth);
    return *known;
  }

 private:
  EvalResult Compute(const Column& c, int depth) {
    // A name that cannot be computed is no string: the whole value is unknown.
    bool known = true;
    Scope scope;
    scope.dialect = &dialect_;
    scope.resolve = [&](const Node& node) -> std::optional<Binding> {
      std::optional<Binding> b = Bind(node, depth + 1);
      if (!b && FindInTable(table_, node)) known = false;
      return b;
    };
    EvalResult result = Evaluate(c.generated()->expr, scope);
    if (!result.ok() || !known) return EvalResult::Unknown();
    const bool with_text = result.with_text;
    const Value before = result.value;
    result = ApplyToComputed(std::move(result),
                             ColumnAffinity(table_, c, dialect_.version),
                             dialect_.version);
    // The number becomes a REAL in its old shape, and the text is what is seen.
    const bool seen = dialect_.version < SqliteVersion{3, 42, 0};
    if (seen && with_text && result.small_real) {
      result.value = ApplyAffinity(before, Affinity::kText, dialect_.version);
      result.small_real = false;
    }
    return result;
  }

  const CreateTable& table_;
  const StoredRow& row_;
  const Dialect& dialect_;
  std::vector<std::optional<EvalResult>> computed_;
};

}  // namespace

std::optional<Row> ReadRow(const CreateTable& table, const StoredRow& row,
                           const Dialect& dialect) {
  Row out = row.values;
  out.resize(table.columns.size());
  RowReader reader(table, row, dialect);
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (!table.columns[i].is_virtual()) continue;
    EvalResult read = reader.Read(static_cast<int>(i), 0);
    if (!read.ok()) return std::nullopt;
    out[i] = std::move(read.value);
  }
  return out;
}

Scope RowScope(const CreateTable& table, const StoredRow& row,
               const Dialect& dialect) {
  Scope scope;
  scope.dialect = &dialect;
  scope.resolve = [reader = std::make_shared<RowReader>(table, row, dialect)](
                      const Node& node) { return reader->Bind(node, 0); };
  return scope;
}

Affinity LookupAffinity(Affinity affinity, SqliteVersion version) {
  const bool real =
      affinity == Affinity::kReal && version >= SqliteVersion{3, 31, 0};
  return real ? Affinity::kNumeric : affinity;
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

EvalResult DefaultAsWritten(const Column& column, const Dialect& dialect) {
  const auto* rule = column.Find<DefaultRule>();
  if (rule == nullptr) return EvalResult::Ok(Value::Null());
  const Node& expr = rule->expr;
  if (expr.kind == NodeKind::kColumn && expr.names.size() == 1) {
    // A bare word: TRUE, FALSE, or the string that it spells.
    const sql::Name& word = expr.names[0];
    if (const std::optional<bool> yes = BooleanWord(word, dialect.version)) {
      return EvalResult::Ok(Value::Integer(*yes ? 1 : 0));
    }
    return EvalResult::Ok(Value::Text(word.id.spelling()));
  }
  Scope scope;
  scope.dialect = &dialect;
  return Evaluate(expr, scope);
}

EvalResult DefaultValue(const CreateTable& table, const Column& column,
                        const Dialect& dialect) {
  EvalResult result = DefaultAsWritten(column, dialect);
  if (result.ok()) {
    result.value = ApplyAffinity(std::move(result.value),
                                 ColumnAffinity(table, column, dialect.version),
                                 dialect.version);
  }
  return result;
}

}  // namespace alterego::shadow
