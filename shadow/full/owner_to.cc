// OWNER TO name: an annotation.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<OwnerTo>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const OwnerTo& op) {
  Draft draft = work.draft();
  draft.owned = true;
  draft.owner = op.owner.id.spelling();
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
