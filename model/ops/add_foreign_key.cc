#include "model/ops/add_foreign_key.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddForeignKey& op) {
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  const std::string out = "ADD " + sql::Print(constraint);
  return op.not_valid ? out + " NOT VALID" : out;
}

}  // namespace alterego
