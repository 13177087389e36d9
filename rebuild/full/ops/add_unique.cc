// ADD [CONSTRAINT n] UNIQUE (...)
#include "base/status_macros.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AddUnique& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireFreeName(state, op.name));
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<size_t> columns,
                            RequireKeyColumns(state, op.rule.columns));
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  state.lint.insert("tightens");
  ALTEREGO_RETURN_IF_ERROR(state.SetText(
      sql::WithConstraint(state.parsed(), sql::Print(constraint))));
  CheckUnique(state, LastConstraintName(state), columns, op.rule.columns);
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
