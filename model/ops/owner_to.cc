#include "model/ops/owner_to.h"

namespace alterego {

std::string ActionSql(const OwnerTo& op) {
  return "OWNER TO " + op.owner.ToSql();
}

}  // namespace alterego
