#include "model/ops/set_default.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const SetDefault& op) {
  return "ALTER COLUMN " + op.column.ToSql() + " SET DEFAULT " +
         sql::Print(op.value.expr);
}

}  // namespace alterego
