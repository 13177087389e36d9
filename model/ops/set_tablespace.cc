#include "model/ops/set_tablespace.h"

namespace alterego {

std::string ActionSql(const SetTablespace& op) {
  return "SET TABLESPACE " + op.tablespace.ToSql();
}

}  // namespace alterego
