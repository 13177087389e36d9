// What values obeyed before an ALTER, they obey under their new form, too: asks
// the constraints that are there about the columns that change.
#include "rebuild/full/kept.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "rebuild/full/indexes.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {
namespace {

bool ReadsAny(const CreateTable& table, const sql::Node& expr,
              const std::vector<bool>& columns) {
  bool found = false;
  sql::Walk(expr, [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn) return;
    const int column = table.ColumnIndex(node.names.back().id);
    found |= column >= 0 && columns[static_cast<size_t>(column)];
  });
  return found;
}

// `columns`, and all that is computed from them.
std::vector<bool> WithComputed(const CreateTable& table,
                               std::vector<bool> columns) {
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < table.columns.size(); ++i) {
      const GeneratedRule* rule = table.columns[i].generated();
      if (rule == nullptr || columns[i] ||
          !ReadsAny(table, rule->expr, columns)) {
        continue;
      }
      columns[i] = more = true;
    }
  }
  return columns;
}

// Computes the generated ones of `columns` from the row as it is now, each when
// those that it reads have been.
absl::Status Compute(State& state, std::vector<bool> columns) {
  const CreateTable& table = state.table();
  for (size_t i = 0; i < columns.size(); ++i) {
    if (table.columns[i].generated() == nullptr) columns[i] = false;
  }
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < columns.size(); ++i) {
      if (!columns[i]) continue;
      const GeneratedRule* rule = table.columns[i].generated();
      if (ReadsAny(table, rule->expr, columns)) continue;
      ALTEREGO_ASSIGN_OR_RETURN(
          state.sources[i],
          state.Computed(state.parsed(), rule->expr.range, rule->expr));
      columns[i] = false;
      more = true;
    }
  }
  return absl::OkStatus();
}

std::vector<bool> NewValues(const State& state) {
  std::vector<bool> out;
  for (const Source& source : state.sources) {
    out.push_back(source.convert || source.old_column < 0);
  }
  return WithComputed(state.table(), std::move(out));
}

// Columns whose values are others, or compare otherwise.
absl::StatusOr<std::vector<bool>> Changed(State& state) {
  ALTEREGO_RETURN_IF_ERROR(Compute(state, NewValues(state)));
  std::vector<bool> out;
  for (size_t i = 0; i < state.sources.size(); ++i) {
    const Source& source = state.sources[i];
    out.push_back(source.convert || source.old_column < 0 ||
                  !ComparesAlike(state, i));
  }
  const std::vector<bool> all = WithComputed(state.table(), out);
  std::vector<bool> compared = all;
  for (size_t i = 0; i < out.size(); ++i) compared[i] = all[i] && !out[i];
  ALTEREGO_RETURN_IF_ERROR(Compute(state, std::move(compared)));
  return all;
}

// A PRIMARY KEY is NOT NULL, but for what SQLite has always allowed.
bool IsNotNull(const CreateTable& table, size_t column) {
  if (table.columns[column].not_null()) return true;
  if (!table.strict && !table.without_rowid) return false;
  const std::vector<int> key = table.PrimaryKeyColumns();
  return std::find(key.begin(), key.end(), static_cast<int>(column)) !=
         key.end();
}

// SQLite would make up a rowid for NULL in an INTEGER PRIMARY KEY.
void AskRowid(State& state) {
  const int alias = state.table().RowidAlias();
  if (alias < 0) return;
  const Source& source = state.sources[alias];
  const bool same = source.old_column >= 0 &&
                    source.old_column == state.old_table().RowidAlias();
  // A new one takes the rowids that are there.
  const bool rowids = source.old_column < 0 && !source.convert;
  if (same || rowids) return;
  CheckNotNull(state, static_cast<size_t>(alias));
  CheckFits(state, static_cast<size_t>(alias),
            state.Raw(static_cast<size_t>(alias)), "INTEGER",
            "only integers can be an INTEGER PRIMARY KEY");
  CheckUnique(state, "PRIMARY KEY", {static_cast<size_t>(alias)}, {});
}

// The last check again, of the new table's rows, if it can be told by no other.
// `holds`: "" where it says so itself.
void AskAfterwards(State& state, std::string holds) {
  if (state.checks.empty() || !state.checks.back().approximate) return;
  state.after_checks.push_back(state.checks.back());
  if (!holds.empty()) state.after_checks.back().holds = std::move(holds);
}

absl::Status AskConstraint(State& state, const NamedConstraint& c,
                           const std::vector<bool>& changed) {
  const CreateTable& table = state.table();
  const sql::Parsed& text = state.parsed();
  if (sql::FindAnnotation(text, sql::ConstraintAnchor(text, c.ref),
                          "not_valid")) {
    return absl::OkStatus();
  }
  if (const auto* check = RuleAt<CheckRule>(table, c.ref)) {
    if (!ReadsAny(table, check->expr, changed)) return absl::OkStatus();
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::string expr,
        state.OverOldRow(text, check->expr.range, check->expr));
    CheckHolds(state, c.name.spelling(), expr, check->expr);
    AskAfterwards(state, std::string(text.TextOf(check->expr.range)));
    return absl::OkStatus();
  }
  const auto* fk = RuleAt<ForeignKeyRule>(table, c.ref);
  const std::vector<size_t> columns = ColumnsAt(table, c.ref);
  bool any = false;
  for (size_t column : columns) any |= changed[column];
  if (fk == nullptr || !any) return absl::OkStatus();
  // One whose parent has no such key says nothing about rows.
  const size_t asked = state.checks.size();
  (void)CheckForeignKey(state, c.name.spelling(), columns, fk->references,
                        true);
  if (state.checks.size() > asked) AskAfterwards(state, "");
  return absl::OkStatus();
}

}  // namespace

absl::Status ComputeChanged(State& state) { return Changed(state).status(); }

absl::Status TakeComputed(State& state, size_t column) {
  const std::vector<bool> changed = NewValues(state);
  if (!changed[column] ||
      state.table().columns[column].generated() == nullptr) {
    return absl::OkStatus();
  }
  if (!state.ComputesExactly(column)) return RefuseInexact();
  const std::vector<Source> kept = state.sources;
  ALTEREGO_RETURN_IF_ERROR(Compute(state, changed));
  Source source = state.sources[column];
  source.expr = state.Value(column);
  state.sources = kept;
  state.sources[column] = source;
  return absl::OkStatus();
}

absl::Status AskKept(State& state) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<bool> changed, Changed(state));
  const CreateTable& table = state.table();
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const bool alias = table.RowidAlias() == static_cast<int>(i);
    // SQLite takes IS NULL of a NOT NULL column for false.
    const std::string value = table.columns[i].name.id.Quoted();
    if (changed[i] && !alias && IsNotNull(table, i)) {
      CheckNotNull(state, i);
      AskAfterwards(state, absl::StrCat("typeof(", value, ")<>'null'"));
    }
    if (changed[i] && table.strict && table.columns[i].generated() != nullptr) {
      CheckFits(state, i, state.Raw(i), table.columns[i].type,
                "its expression must give values of that type");
      AskAfterwards(state, FitsSql(value, table.columns[i].type, true));
    }
  }
  AskRowid(state);
  for (const NamedConstraint& c : ConstraintNames(table)) {
    ALTEREGO_RETURN_IF_ERROR(AskConstraint(state, c, changed));
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
