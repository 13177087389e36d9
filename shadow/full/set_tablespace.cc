// SET TABLESPACE db: the same move.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<SetTablespace>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const SetTablespace& op) {
  return work.MoveTo(op.tablespace);
}

}  // namespace alterego::shadow::full
