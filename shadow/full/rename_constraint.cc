// RENAME CONSTRAINT a TO b: one without a name gets it.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<RenameConstraint>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const RenameConstraint& op) {
  const auto ref = work.Constraint(op.from);
  if (!ref) return false;
  if (!(op.from.id == op.to.id) && !work.RequireFree(op.to)) return false;
  Draft draft = work.draft();
  draft.At(*ref).name = op.to.ToSql();
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
