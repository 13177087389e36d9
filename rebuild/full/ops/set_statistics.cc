// ALTER [COLUMN] c SET STATISTICS n: an annotation.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/sql/annotation.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const SetStatistics& op) {
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            state.RequireColumn(op.column));
  const sql::Parsed& text = state.parsed();
  const sql::TokenIndex anchor = sql::ColumnAnchor(text, column);
  return state.SetText(op.target < 0
                           ? sql::WithoutAnnotation(text, anchor, "statistics")
                           : sql::WithAnnotation(text, anchor, "statistics",
                                                 absl::StrCat(op.target)));
}

}  // namespace alterego::rebuild::full
