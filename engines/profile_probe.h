// Runs the probes of a profile on the engine itself.
//
//   absl::Status s = RunProbe(engine, entry);   // OK: the entry holds
#ifndef ALTEREGO_ENGINES_PROFILE_PROBE_H_
#define ALTEREGO_ENGINES_PROFILE_PROBE_H_

#include "absl/status/status.h"
#include "engines/engine.h"
#include "engines/profile.h"

namespace alterego {

// kFailedPrecondition, saying what was expected and what came, if the entry
// does not hold; another error if the engine could not be asked. The engine is
// reset before. "rows:" is asked of engines with a driver only.
absl::Status RunProbe(Engine& engine, const ProfileEntry& entry);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_PROFILE_PROBE_H_
