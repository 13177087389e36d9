#include "model/ops/validate_constraint.h"

namespace alterego {

std::string ActionSql(const ValidateConstraint& op) {
  return "VALIDATE CONSTRAINT " + op.name.ToSql();
}

}  // namespace alterego
