// Import: reads an engine's observation back as a shadow world, for what the
// shadow cannot predict: foreign SQL, opaque objects.
//
//   Observation seen = *engine.Observe(ObserveOptions{});
//   shadow::WorldPtr world = *ImportWorld(seen, shadow.world());
//   shadow = shadow::Shadow(world);
//
// The observation must hold the schema and the rows of every database. Pragmas
// that the section "connection" does not show are taken over from `before`.
#ifndef ALTEREGO_RUNNER_IMPORT_H_
#define ALTEREGO_RUNNER_IMPORT_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "model/observation.h"
#include "model/value.h"
#include "shadow/state.h"

namespace alterego {

// What the text of a section says: one row a line, values as
// Value::ToLiteral() writes them. kInvalidArgument for anything else.
absl::StatusOr<std::vector<Row>> ParseRows(std::string_view text);

absl::StatusOr<shadow::WorldPtr> ImportWorld(const Observation& observation,
                                             const shadow::World& before);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_IMPORT_H_
