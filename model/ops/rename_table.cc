#include "model/ops/rename_table.h"

namespace alterego {

std::string ActionSql(const RenameTable& op) {
  return "RENAME TO " + op.new_name.ToSql();
}

}  // namespace alterego
