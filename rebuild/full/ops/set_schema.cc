// SET SCHEMA db: moves the table to another database.
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetSchema& op) {
  return MoveToSchema(state, op.schema);
}

}  // namespace alterego::rebuild::full
