// RENAME TO new: as SQLite does it; references follow.
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const RenameTable& op) {
  return FoldNative(state, op);
}

}  // namespace alterego::rebuild::full
