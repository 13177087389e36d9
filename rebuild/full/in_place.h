// Changing the rows where they are: an UPDATE through a second name for the
// table's own storage, under which converted columns have their new type
// already, all others none, and nothing has a constraint, an index or a
// trigger.
//
// Against a copy it saves the second table, what dropping the old one costs,
// and the indexes that it leaves alone; the file does not grow by the table.
#ifndef ALTEREGO_REBUILD_FULL_IN_PLACE_H_
#define ALTEREGO_REBUILD_FULL_IN_PLACE_H_

#include <string>

#include "absl/status/statusor.h"
#include "rebuild/full/program.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// True if reading a row under the old types and storing it under the new ones
// gives what a copy would.
bool CanUpdateInPlace(const State& state);

// REQUIRES: CanUpdateInPlace(). `alias`: a name that nothing has.
absl::StatusOr<AliasUpdate> UpdateInPlace(const State& state,
                                          const std::string& alias);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_IN_PLACE_H_
