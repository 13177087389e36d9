// ENABLE TRIGGER {name | ALL | USER}
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const EnableTrigger& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<TablePlace> triggers,
                            TriggersOf(state, op.scope, op.trigger));
  for (TablePlace place : triggers) {
    const SchemaObject& trigger =
        state.now.schemas[place.schema].objects[place.object];
    state.SetText(place, sql::WithTriggerEnabled(*trigger.parsed()));
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
