#include "model/ops/drop_constraint.h"

namespace alterego {

std::string ActionSql(const DropConstraint& op) {
  std::string out = "DROP CONSTRAINT ";
  if (op.if_exists) out += "IF EXISTS ";
  out += op.name.ToSql();
  out += DropBehaviorSql(op.behavior);
  return out;
}

}  // namespace alterego
