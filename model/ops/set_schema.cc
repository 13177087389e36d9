#include "model/ops/set_schema.h"

namespace alterego {

std::string ActionSql(const SetSchema& op) {
  return "SET SCHEMA " + op.schema.ToSql();
}

}  // namespace alterego
