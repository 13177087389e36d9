#include "model/ops/drop_column.h"

namespace alterego {

std::string ActionSql(const DropColumn& op) {
  return (op.column_keyword ? "DROP COLUMN " : "DROP ") + op.column.ToSql();
}

}  // namespace alterego
