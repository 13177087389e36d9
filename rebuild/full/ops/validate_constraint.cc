// VALIDATE CONSTRAINT n: asks the rows, and takes NOT VALID off.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const ValidateConstraint& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const ConstraintRef ref,
                            state.RequireConstraint(op.name));
  const CreateTable& table = state.table();
  const sql::Parsed& text = state.parsed();
  const sql::TokenIndex anchor = sql::ConstraintAnchor(text, ref);
  const std::string& name = op.name.id.spelling();
  if (const auto* check = RuleAt<CheckRule>(table, ref)) {
    ALTEREGO_ASSIGN_OR_RETURN(
        const std::string expr,
        state.OverOldRow(text, check->expr.range, check->expr));
    CheckHolds(state, name, expr, check->expr);
  } else if (const auto* fk = RuleAt<ForeignKeyRule>(table, ref)) {
    ALTEREGO_RETURN_IF_ERROR(CheckForeignKey(state, name, ColumnsAt(table, ref),
                                             fk->references, true));
  } else {
    return Refuse(absl::StrCat("constraint ", name,
                               " is no CHECK and no foreign key, which alone "
                               "can be NOT VALID"));
  }
  return state.SetText(sql::WithoutAnnotation(text, anchor, "not_valid"));
}

}  // namespace alterego::rebuild::full
