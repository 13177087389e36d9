#include "model/ops/drop_constraint.h"

namespace alterego {

std::string ActionSql(const DropConstraint& op) {
  return "DROP CONSTRAINT " + op.name.ToSql();
}

}  // namespace alterego
