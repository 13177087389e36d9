// RENAME [COLUMN] a TO b: as SQLite does it; references follow.
#include "base/status_macros.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const RenameColumn& op) {
  ALTEREGO_RETURN_IF_ERROR(state.RequireColumn(op.from).status());
  return FoldNative(state, op);
}

}  // namespace alterego::rebuild::full
