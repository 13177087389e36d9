// ALTER COLUMN c SET NOT NULL [ON CONFLICT x]
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/facts.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetNotNull& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  CheckNotNull(state, column);
  state.lint.insert("tightens");
  return state.SetText(sql::WithNotNull(state.parsed(), column, op.conflict));
}

}  // namespace alterego::rebuild::full
