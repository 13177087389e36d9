#include "model/ops/drop_identity.h"

namespace alterego {

std::string ActionSql(const DropIdentity& op) {
  std::string out = "ALTER COLUMN " + op.column.ToSql() + " DROP IDENTITY";
  return op.if_exists ? out + " IF EXISTS" : out;
}

}  // namespace alterego
