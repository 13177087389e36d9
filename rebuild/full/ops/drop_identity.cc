// ALTER c DROP IDENTITY [IF EXISTS]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/table_edit.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const DropIdentity& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  if (!state.table().autoincrement() ||
      state.table().RowidAlias() != static_cast<int>(column)) {
    const std::string what =
        absl::StrCat("column ", op.column.id.spelling(), " is no identity");
    if (!op.if_exists) return Refuse(what);
    state.warnings.push_back(what + ", skipped");
    return absl::OkStatus();
  }
  return state.SetText(sql::WithoutAutoincrement(state.parsed()));
}

}  // namespace alterego::rebuild::full
