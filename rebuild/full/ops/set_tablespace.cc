// SET TABLESPACE db: moves the table to another database.
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetTablespace& op) {
  return MoveToSchema(state, op.tablespace);
}

}  // namespace alterego::rebuild::full
