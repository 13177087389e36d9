// Lane: one engine with its own shadow, built for that engine's version.
#ifndef ALTEREGO_RUNNER_LANE_H_
#define ALTEREGO_RUNNER_LANE_H_

#include <memory>
#include <optional>
#include <string>

#include "engines/engine.h"
#include "oracle/expect.h"
#include "runner/build_habits.h"
#include "shadow/shadow.h"

namespace alterego {

struct Lane {
  std::unique_ptr<Engine> engine;
  shadow::Shadow shadow;
  Expecter expecter;
  Observation last;  // of the last step
  // A second database of the same kind, to create the schema afresh in; opened
  // from the engine's spec when first needed.
  std::unique_ptr<Engine> scratch;
  std::optional<Habits> habits;  // once they were asked for
};

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_LANE_H_
