// ADD [CONSTRAINT n] FOREIGN KEY (...) REFERENCES ... [NOT VALID]
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AddForeignKey& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireFreeName(state, op.name));
  std::vector<size_t> columns;
  for (const sql::Name& name : op.rule.columns) {
    ALTEREGO_ASSIGN_OR_RETURN(const size_t column, state.RequireColumn(name));
    columns.push_back(column);
  }
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  state.lint.insert("tightens");
  ALTEREGO_RETURN_IF_ERROR(state.SetText(
      sql::WithConstraint(state.parsed(), sql::Print(constraint))));
  ALTEREGO_RETURN_IF_ERROR(CheckForeignKey(state, LastConstraintName(state),
                                           columns, op.rule.references,
                                           !op.not_valid));
  if (!op.not_valid) return absl::OkStatus();
  const ConstraintRef last{-1, state.table().constraints.size() - 1};
  return state.SetText(sql::WithAnnotation(
      state.parsed(), sql::ConstraintAnchor(state.parsed(), last), "not_valid",
      "1"));
}

}  // namespace alterego::rebuild::full
