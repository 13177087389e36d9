#include "model/ops/add_column.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddColumn& op) {
  std::string out = op.column_keyword ? "ADD COLUMN " : "ADD ";
  if (op.if_not_exists) out += "IF NOT EXISTS ";
  out += sql::Print(op.column);
  if (op.first) out += " FIRST";
  if (op.after) out += " AFTER " + op.after->ToSql();
  return out;
}

}  // namespace alterego
