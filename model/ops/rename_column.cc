#include "model/ops/rename_column.h"

namespace alterego {

std::string ActionSql(const RenameColumn& op) {
  std::string out = op.column_keyword ? "RENAME COLUMN " : "RENAME ";
  return out + op.from.ToSql() + " TO " + op.to.ToSql();
}

}  // namespace alterego
