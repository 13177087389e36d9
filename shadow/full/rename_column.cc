// RENAME [COLUMN] a TO b: as SQLite does it; references follow.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<RenameColumn>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const RenameColumn& op) {
  return work.Column(op.from) >= 0 && Native(work, op);
}

}  // namespace alterego::shadow::full
