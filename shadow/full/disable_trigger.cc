// DISABLE TRIGGER {name | ALL | USER}: stays, and never fires.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<DisableTrigger>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{};
  return *rules;
}

bool Apply(Work& work, const DisableTrigger& op) {
  return SwitchTriggers(work, op.scope, op.trigger, /*disable=*/true);
}

}  // namespace alterego::shadow::full
