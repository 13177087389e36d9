#include "model/ops/add_check.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddCheck& op) {
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.check;
  const std::string out = "ADD " + sql::Print(constraint);
  return op.not_valid ? out + " NOT VALID" : out;
}

}  // namespace alterego
