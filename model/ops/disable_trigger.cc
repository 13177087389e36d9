#include "model/ops/disable_trigger.h"

namespace alterego {

std::string ActionSql(const DisableTrigger& op) {
  return "DISABLE TRIGGER " + TriggerScopeSql(op.scope, op.trigger);
}

}  // namespace alterego
