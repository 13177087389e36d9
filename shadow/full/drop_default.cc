// ALTER [COLUMN] c DROP DEFAULT: rows keep what they hold.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DropDefault>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const DropDefault& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  Draft draft = work.draft();
  EraseRules<DefaultRule>(work.table().columns[column], &draft.columns[column]);
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
