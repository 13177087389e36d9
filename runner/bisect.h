// Bisect: runs the case of a bug on every engine at hand and says between which
// versions the answer changed.
//
//   auto answers = AskEngines(bug.cases[0], ListEngines("."), 20000);
//   for (const AnswerChange& c : Changes(*answers, "sqlite")) ...
//
// All of them are asked, not every second one: there are few, an answer may
// change more than once, and each runs in milliseconds. Every engine runs in a
// process of its own.
#ifndef ALTEREGO_RUNNER_BISECT_H_
#define ALTEREGO_RUNNER_BISECT_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "engines/registry.h"
#include "runner/bugs.h"

namespace alterego {

// One answer an engine that is available, in EngineNameLess order. An error
// only if the case cannot be read.
absl::StatusOr<std::vector<EngineAnswer>> AskEngines(
    const BugCase& bug_case, const std::vector<EngineListing>& engines,
    int timeout_ms);

struct AnswerChange {
  const EngineAnswer* before = nullptr;
  const EngineAnswer* after = nullptr;
};
// Where neighbours of one family ("sqlite", "rebuild") answer differently.
// Engines that could not be asked are passed over.
std::vector<AnswerChange> Changes(const std::vector<EngineAnswer>& answers,
                                  std::string_view family);

// "holds on sqlite 3.26.0..3.40.1; not on 3.45.1..3.54.1", a line a family.
std::string AnswerSummary(const std::vector<EngineAnswer>& answers);

// What the log of a session says that the lanes answered to statement number
// `step`: a line each.
std::string AnswersToStep(std::string_view log, size_t step);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_BISECT_H_
