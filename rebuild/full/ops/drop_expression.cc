// ALTER [COLUMN] c DROP EXPRESSION [IF EXISTS]: keeps the last values.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/facts.h"
#include "rebuild/full/kept.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const DropExpression& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  if (state.table().columns[column].generated() == nullptr) {
    const std::string what =
        absl::StrCat("column ", op.column.id.spelling(), " is not generated");
    if (!op.if_exists) return Refuse(what);
    state.warnings.push_back(what + ", skipped");
    return absl::OkStatus();
  }
  ALTEREGO_RETURN_IF_ERROR(TakeComputed(state, column));
  state.sources[column].generated = false;
  if (state.table().strict) {
    // SQLite minds no types of what it does not store.
    CheckFits(state, column, state.Raw(column),
              state.table().columns[column].type,
              "SET EXPRESSION to one of that type first");
  }
  return state.SetText(sql::WithoutExpression(state.parsed(), column));
}

}  // namespace alterego::rebuild::full
