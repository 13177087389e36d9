#include "model/ops/add_primary_key.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddPrimaryKey& op) {
  TableConstraint constraint;
  constraint.name = op.name;
  constraint.rule = op.rule;
  return "ADD " + sql::Print(constraint);
}

}  // namespace alterego
