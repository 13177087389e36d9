#include "model/ops/add_check.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddCheck& op) {
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.check;
  return "ADD " + sql::Print(constraint);
}

}  // namespace alterego
