#include "model/ops/set_not_null.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const SetNotNull& op) {
  std::string out = op.column_keyword ? "ALTER COLUMN " : "ALTER ";
  out += op.column.ToSql() + " SET NOT NULL";
  return out + sql::PrintOnConflict(op.conflict);
}

}  // namespace alterego
