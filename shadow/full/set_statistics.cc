// ALTER [COLUMN] c SET STATISTICS n: an annotation.
#include <string>

#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetStatistics>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const SetStatistics& op) {
  const int column = work.Column(op.column);
  if (column < 0) return false;
  Draft draft = work.draft();
  draft.columns[column].statistics =
      op.target < 0 ? "" : std::to_string(op.target);
  return work.SetDraft(draft);
}

}  // namespace alterego::shadow::full
