#include "model/ops/set_strict.h"

namespace alterego {

std::string ActionSql(const SetStrict&) { return "SET STRICT"; }

}  // namespace alterego
