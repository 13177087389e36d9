// SET NOT STRICT
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetNotStrict&) {
  return SwitchStrict(state, false);
}

}  // namespace alterego::rebuild::full
