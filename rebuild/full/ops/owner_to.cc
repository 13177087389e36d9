// OWNER TO name: an annotation.
#include "model/sql/annotation.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status Fold(State& state, const OwnerTo& op) {
  const sql::Parsed& text = state.parsed();
  return state.SetText(sql::WithAnnotation(text, sql::TableAnchor(text),
                                           "owner", op.owner.id.spelling()));
}

}  // namespace alterego::rebuild::full
