// ALTER [COLUMN] c TO coldef: a new name, a new definition, or both.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/kept.h"
#include "rebuild/full/legal.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AlterColumn& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const Column& is = op.definition;
  if (!(op.column.id == is.name.id)) {
    ALTEREGO_RETURN_IF_ERROR(
        FoldNative(state, RenameColumn{op.column, is.name, true}));
    // What renaming alone would be refused for is told first.
    ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
  }
  WarnOfType(state, is);
  const Column was = state.table().columns[column];
  const bool strict = state.table().strict;
  if (const GeneratedRule* rule = is.generated()) {
    ALTEREGO_ASSIGN_OR_RETURN(
        state.sources[column],
        state.Computed(state.alter, rule->expr.range, rule->expr));
    if (was.generated() == nullptr) state.lint.insert("destroys_data");
  } else {
    ALTEREGO_RETURN_IF_ERROR(TakeComputed(state, column));
    state.sources[column].generated = false;
    KeepMissing(state, column);
    ConvertTo(state, column, was.type, is.type, strict);
  }
  // What the new definition does not say, the column has no more.
  ALTEREGO_RETURN_IF_ERROR(state.SetText(sql::WithoutAnnotation(
      state.parsed(), sql::ColumnAnchor(state.parsed(), column),
      "statistics")));
  ALTEREGO_RETURN_IF_ERROR(state.SetText(
      sql::WithColumnReplaced(state.parsed(), column, state.Text(is.range))));
  // What is no table is told before what the column refers to.
  ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
  return CheckColumnRules(state, column, is);
}

}  // namespace alterego::rebuild::full
