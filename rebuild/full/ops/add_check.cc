// ADD [CONSTRAINT n] CHECK (e) [NOT VALID]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AddCheck& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireFreeName(state, op.name));
  const std::string text = state.Text(op.expr_range);
  const std::string name =
      op.name.has_value() ? "CONSTRAINT " + op.name->ToSql() + " " : "";
  if (!op.not_valid) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::string expr,
        state.OverOldRow(state.alter, op.expr_range, op.check.expr));
    CheckHolds(state,
               op.name.has_value() ? op.name->id.spelling()
                                   : absl::StrCat("CHECK (", text, ")"),
               expr, op.check.expr);
  }
  state.lint.insert("tightens");
  ALTEREGO_RETURN_IF_ERROR(state.SetText(sql::WithConstraint(
      state.parsed(), absl::StrCat(name, "CHECK (", text, ")"))));
  if (!op.not_valid) return absl::OkStatus();
  const ConstraintRef last{-1, state.table().constraints.size() - 1};
  return state.SetText(sql::WithAnnotation(
      state.parsed(), sql::ConstraintAnchor(state.parsed(), last), "not_valid",
      "1"));
}

}  // namespace alterego::rebuild::full
