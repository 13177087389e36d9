#include "model/ops/set_not_strict.h"

namespace alterego {

std::string ActionSql(const SetNotStrict&) { return "SET NOT STRICT"; }

}  // namespace alterego
