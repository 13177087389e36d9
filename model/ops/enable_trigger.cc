#include "model/ops/enable_trigger.h"

namespace alterego {

std::string ActionSql(const EnableTrigger& op) {
  return "ENABLE TRIGGER " + TriggerScopeSql(op.scope, op.trigger);
}

}  // namespace alterego
