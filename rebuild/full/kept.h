// The rules of a table that an ALTER leaves standing, asked about what it
// changes.
#ifndef ALTEREGO_REBUILD_FULL_KEPT_H_
#define ALTEREGO_REBUILD_FULL_KEPT_H_

#include "absl/status/status.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {

// Asks the constraints that are there about columns whose values change.
// REQUIRES: all actions are folded.
absl::Status AskKept(State& state);

// Generated columns that read what the actions so far have changed give, from
// now on, what they compute from that.
absl::Status ComputeChanged(State& state);

// A generated column that is about to be stored as it is: what it computes from
// the row as the actions so far have made it becomes its value, if that is not
// what the old table gives for it.
absl::Status TakeComputed(State& state, size_t column);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_KEPT_H_
