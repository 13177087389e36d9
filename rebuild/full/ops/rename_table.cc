// RENAME TO new: as SQLite does it; references follow. But for TEMP triggers on
// a table of another schema that has the old name too: SQLite takes these for
// the table's own, and fails.
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const RenameTable& op) {
  const Introspection before = state.now;
  ALTEREGO_RETURN_IF_ERROR(FoldNative(state, op));
  const std::vector<SchemaObject>& objects =
      before.schemas[state.place.schema].objects;
  for (size_t i = 0; i < objects.size(); ++i) {
    const auto on = TableOfTrigger(before, {state.place.schema, i});
    if (!on.has_value() || on->schema == state.place.schema) continue;
    SchemaObject& object = state.now.schemas[state.place.schema].objects[i];
    const auto* trigger = object.As<CreateTrigger>();
    // One whose text has followed is on this table from now on.
    if (trigger != nullptr &&
        EqualsFolded(trigger->table.id.spelling(), objects[i].table_name)) {
      object.table_name = objects[i].table_name;
    }
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
