#include "model/ops/add_unique.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddUnique& op) {
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  return "ADD " + sql::Print(constraint);
}

}  // namespace alterego
