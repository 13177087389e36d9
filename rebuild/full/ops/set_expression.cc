// ALTER [COLUMN] c SET EXPRESSION AS (e) [STORED | VIRTUAL]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/facts.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetExpression& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const Column& before = state.table().columns[column];
  const std::string& name = op.column.id.spelling();
  if (before.Find<DefaultRule>() != nullptr) {
    return Refuse(absl::StrCat("column ", name,
                               " has a default, which a generated column "
                               "cannot have; DROP DEFAULT first"));
  }
  for (int k : state.table().PrimaryKeyColumns()) {
    if (k == static_cast<int>(column)) {
      return Refuse(absl::StrCat("column ", name,
                                 " is part of the PRIMARY KEY and cannot be "
                                 "generated"));
    }
  }
  const bool not_null = before.not_null();
  if (before.generated() == nullptr) state.lint.insert("destroys_data");
  ALTEREGO_ASSIGN_OR_RETURN(
      state.sources[column],
      state.Computed(state.alter, op.expr_range, op.expr));
  ALTEREGO_RETURN_IF_ERROR(state.SetText(sql::WithExpression(
      state.parsed(), column, state.Text(op.expr_range), op.storage)));
  if (not_null) CheckNotNull(state, column);
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
