#include "model/ops/drop_column.h"

namespace alterego {

std::string ActionSql(const DropColumn& op) {
  std::string out = op.column_keyword ? "DROP COLUMN " : "DROP ";
  if (op.if_exists) out += "IF EXISTS ";
  out += op.column.ToSql();
  out += DropBehaviorSql(op.behavior);
  return out;
}

}  // namespace alterego
