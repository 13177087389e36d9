#include "model/ops/drop_expression.h"

namespace alterego {

std::string ActionSql(const DropExpression& op) {
  std::string out = "ALTER COLUMN " + op.column.ToSql() + " DROP EXPRESSION";
  return op.if_exists ? out + " IF EXISTS" : out;
}

}  // namespace alterego
