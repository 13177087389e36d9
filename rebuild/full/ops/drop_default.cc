// ALTER COLUMN c DROP DEFAULT
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const DropDefault& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  if (state.table().columns[column].Find<DefaultRule>() == nullptr) {
    return absl::OkStatus();
  }
  KeepMissing(state, column);
  return state.SetText(sql::WithoutDefault(state.parsed(), column));
}

}  // namespace alterego::rebuild::full
