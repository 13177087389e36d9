// ALTER CONSTRAINT n [NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AlterConstraint& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const ConstraintRef ref,
                            state.RequireConstraint(op.name));
  if (RuleAt<ForeignKeyRule>(state.table(), ref) == nullptr) {
    return Refuse(absl::StrCat("constraint ", op.name.id.spelling(),
                               " is no foreign key: SQLite defers only those"));
  }
  return state.SetText(
      sql::WithDeferrable(state.parsed(), ref, op.deferrable, op.initially));
}

}  // namespace alterego::rebuild::full
