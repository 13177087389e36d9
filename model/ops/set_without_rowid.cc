#include "model/ops/set_without_rowid.h"

namespace alterego {

std::string ActionSql(const SetWithoutRowid&) { return "SET WITHOUT ROWID"; }

}  // namespace alterego
