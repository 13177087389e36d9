#include "model/ops/add_column.h"

#include "model/sql/printer.h"

namespace alterego {

std::string ActionSql(const AddColumn& op) {
  return (op.column_keyword ? "ADD COLUMN " : "ADD ") + sql::Print(op.column);
}

}  // namespace alterego
