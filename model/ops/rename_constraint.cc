#include "model/ops/rename_constraint.h"

namespace alterego {

std::string ActionSql(const RenameConstraint& op) {
  return "RENAME CONSTRAINT " + op.from.ToSql() + " TO " + op.to.ToSql();
}

}  // namespace alterego
