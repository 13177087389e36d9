// NativeOracle: SQLite 3.53 and later knows four constraint forms of its own.
// What it accepts, the full dialect must accept, and with the same result.
//
//   NativeOracle oracle;                       // the newest of .engines/
//   auto answer = oracle.Ask(before, step, after);
//
// A database is made afresh from the world before, the statement runs on it,
// and what is there then is held against the world after.
#ifndef ALTEREGO_RUNNER_NATIVE_H_
#define ALTEREGO_RUNNER_NATIVE_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "engines/engine.h"
#include "model/script.h"
#include "oracle/canonical.h"
#include "oracle/compare.h"
#include "shadow/state.h"

namespace alterego {

struct NativeAnswer {
  std::string spec;  // of the engine
  // It accepts what the full dialect refuses.
  bool accepts_more = false;
  std::vector<Difference> differences;
};

class NativeOracle {
 public:
  // `root`: where .engines/ is.
  explicit NativeOracle(std::string root = ".") : root_(std::move(root)) {}

  // `after`: nullptr if the full dialect refuses the step. nullopt if there is
  // nothing to ask, or nobody.
  absl::StatusOr<std::optional<NativeAnswer>> Ask(const shadow::World& before,
                                                  const Step& step,
                                                  const shadow::World* after);

 private:
  // Between what is there and that world.
  absl::StatusOr<std::vector<Difference>> Differences(shadow::World world);

  const std::string root_;
  bool looked_ = false;
  std::unique_ptr<Engine> engine_;
  Canonical canonical_;
};

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_NATIVE_H_
