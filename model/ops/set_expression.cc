#include "model/ops/set_expression.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const SetExpression& op) {
  std::string out = "ALTER COLUMN " + op.column.ToSql() +
                    " SET EXPRESSION AS (" + sql::Print(op.expr) + ")";
  if (op.storage == GeneratedRule::Storage::kStored) out += " STORED";
  if (op.storage == GeneratedRule::Storage::kVirtual) out += " VIRTUAL";
  return out;
}

}  // namespace alterego
