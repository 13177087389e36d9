// Is the table that the actions so far have made one that SQLite would take?
//
//   ALTEREGO_RETURN_IF_ERROR(RequireLegal(state));
//
// The refusal says what is wrong in SQLite's words: "table t would not be
// legal: duplicate column name: a".
#ifndef ALTEREGO_REBUILD_FULL_LEGAL_H_
#define ALTEREGO_REBUILD_FULL_LEGAL_H_

#include "absl/status/status.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

absl::Status RequireLegal(const State& state);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_LEGAL_H_
