#include "model/ops/set_with_rowid.h"

namespace alterego {

std::string ActionSql(const SetWithRowid&) { return "SET WITH ROWID"; }

}  // namespace alterego
