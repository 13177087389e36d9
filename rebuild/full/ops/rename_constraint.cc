// RENAME CONSTRAINT a TO b
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const RenameConstraint& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const ConstraintRef ref,
                            state.RequireConstraint(op.from));
  if (!(op.from.id == op.to.id)) {
    ALTEREGO_RETURN_IF_ERROR(RequireFreeName(state, op.to));
  }
  return state.SetText(sql::WithConstraintName(state.parsed(), ref, op.to));
}

}  // namespace alterego::rebuild::full
