// ALTER [COLUMN] c DROP NOT NULL
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DropNotNull>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const DropNotNull& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  Draft draft = work.draft();
  EraseRules<NotNullRule>(work.table().columns[column], &draft.columns[column]);
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
