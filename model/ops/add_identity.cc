#include "model/ops/add_identity.h"

namespace alterego {

std::string ActionSql(const AddIdentity& op) {
  return "ALTER COLUMN " + op.column.ToSql() + " ADD GENERATED " +
         (op.always ? "ALWAYS" : "BY DEFAULT") + " AS IDENTITY";
}

}  // namespace alterego
