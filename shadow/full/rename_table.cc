// RENAME TO new: as SQLite does it.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<RenameTable>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const RenameTable& op) { return Native(work, op); }

}  // namespace alterego::shadow::full
