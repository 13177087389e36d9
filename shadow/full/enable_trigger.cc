// ENABLE TRIGGER {name | ALL | USER}: back to its own condition.
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<EnableTrigger>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.no_such_trigger",
       "the table has no trigger of that name",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

bool Apply(Work& work, const EnableTrigger& op) {
  return SwitchTriggers(work, op.scope, op.trigger, /*disable=*/false);
}

}  // namespace alterego::shadow::full
