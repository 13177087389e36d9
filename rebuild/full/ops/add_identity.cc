// ALTER c ADD GENERATED ... AS IDENTITY: AUTOINCREMENT.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const AddIdentity& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const std::string& name = op.column.id.spelling();
  if (state.table().RowidAlias() != static_cast<int>(column)) {
    return Refuse(absl::StrCat(
        "column ", name,
        " is not the INTEGER PRIMARY KEY of the table, which alone can be an "
        "identity; ADD PRIMARY KEY (",
        name, ") to an INTEGER column first"));
  }
  if (state.table().autoincrement()) {
    return Refuse(absl::StrCat("column ", name, " is an identity already"));
  }
  if (op.always) {
    state.warnings.push_back(
        "GENERATED ALWAYS is not enforced: an INSERT may still give a value");
  }
  return state.SetText(sql::WithAutoincrement(state.parsed()));
}

}  // namespace alterego::rebuild::full
