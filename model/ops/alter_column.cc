#include "model/ops/alter_column.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AlterColumn& op) {
  return "ALTER COLUMN " + op.column.ToSql() + " TO " +
         sql::Print(op.definition);
}

}  // namespace alterego
