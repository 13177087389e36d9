// ALTER COLUMN c SET DEFAULT e: rows keep their values, also those that lack
// the column because ADD COLUMN never wrote it.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/printer.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/ops/common.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetDefault& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  if (state.table().columns[column].generated() != nullptr) {
    return Refuse(absl::StrCat("column ", op.column.id.spelling(),
                               " is generated and has no default; DROP "
                               "EXPRESSION makes it an ordinary column"));
  }
  const std::string value = op.value.expr.range.empty()
                                ? sql::Print(op.value.expr)
                                : state.Text(op.value.expr.range);
  KeepMissing(state, column);
  return state.SetText(sql::WithDefault(state.parsed(), column, value));
}

}  // namespace alterego::rebuild::full
