#include "model/ops/drop_not_null.h"

namespace alterego {

std::string ActionSql(const DropNotNull& op) {
  std::string out = op.column_keyword ? "ALTER COLUMN " : "ALTER ";
  return out + op.column.ToSql() + " DROP NOT NULL";
}

}  // namespace alterego
