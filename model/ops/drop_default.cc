#include "model/ops/drop_default.h"

namespace alterego {

std::string ActionSql(const DropDefault& op) {
  return "ALTER COLUMN " + op.column.ToSql() + " DROP DEFAULT";
}

}  // namespace alterego
