#include "model/ops/set_type.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const SetType& op) {
  std::string out = "ALTER COLUMN " + op.column.ToSql() + " TYPE " + op.type;
  if (op.collation) out += " COLLATE " + op.collation->ToSql();
  if (op.value) out += " USING " + sql::Print(*op.value);
  return out;
}

}  // namespace alterego
