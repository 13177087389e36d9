// What the four constraint forms (3.53+) share: their guards and their loading
// of the new text.
#ifndef ALTEREGO_SHADOW_OPS_CONSTRAINT_EDIT_H_
#define ALTEREGO_SHADOW_OPS_CONSTRAINT_EDIT_H_

#include <optional>
#include <string>

#include "shadow/alter.h"

namespace alterego::shadow {

template <class Op>
std::optional<std::string> ConstraintOfView(const AlterContext<Op>& c) {
  return NotRealTable(c, "edit constraints of", true);
}
template <class Op>
std::optional<std::string> ConstraintOfVirtual(const AlterContext<Op>& c) {
  return NotRealTable(c, "edit constraints of", false);
}

// Accepts with the table's new text, or says what loading finds.
template <class Op>
Verdict AcceptConstraintText(const AlterContext<Op>& context,
                             const WorldPtr& world, std::string sql,
                             std::string_view reload, std::string_view accept) {
  AlterWork work(world);
  if (auto verdict = ReplaceTableSql(work, world, context.database_index,
                                     context.found->object, std::move(sql),
                                     AlterKind::kConstraint, reload)) {
    return *std::move(verdict);
  }
  return work.Accept(accept);
}

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_OPS_CONSTRAINT_EDIT_H_
