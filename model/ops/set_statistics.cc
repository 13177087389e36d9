#include "model/ops/set_statistics.h"

namespace alterego {

std::string ActionSql(const SetStatistics& op) {
  return "ALTER COLUMN " + op.column.ToSql() + " SET STATISTICS " +
         std::to_string(op.target);
}

}  // namespace alterego
