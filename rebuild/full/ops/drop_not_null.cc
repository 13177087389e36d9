// ALTER COLUMN c DROP NOT NULL
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const DropNotNull& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  state.lint.insert("loosens");
  return state.SetText(sql::WithoutNotNull(state.parsed(), column));
}

}  // namespace alterego::rebuild::full
