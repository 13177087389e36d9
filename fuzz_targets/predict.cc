// Fuzz target: the input is a .sql script, and the shadow says what SQLite will
// answer to each statement. Only answers are compared, not databases: many more
// schemas a second than `sql`. Where the shadow cannot tell, the script ends.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "base/check.h"
#include "engines/engine.h"
#include "fuzz_targets/script_mutator.h"
#include "shadow/alter.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

Engine& Sqlite() {
  static auto* engine = [] {
    auto opened = OpenEngine("sqlite", EngineOptions{});
    ALTEREGO_CHECK(opened.ok());
    return opened->release();
  }();
  return *engine;
}

void CheckAnswer(const Script& script, size_t step,
                 const Prediction& prediction, const Outcome& outcome) {
  // A script may ask for more than there is time for.
  const auto* lost = std::get_if<Lost>(&outcome);
  if (lost != nullptr && lost->how == Lost::How::kTimeout) return;
  if (prediction.Allows(outcome)) return;
  Script shown;
  shown.steps.assign(script.steps.begin(),
                     script.steps.begin() + static_cast<ptrdiff_t>(step) + 1);
  std::fprintf(stderr, "-- predicted: %s\n-- answered: %s\n%s",
               prediction.ToString().c_str(), Describe(outcome).c_str(),
               shown.ToText().c_str());
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::optional<Script> script = fuzz::ScriptOf(data, size);
  if (!script || !fuzz::IsHarmless(*script)) return 0;
  ALTEREGO_CHECK(Sqlite().Reset().ok());
  shadow::Shadow shadow(Sqlite().info().dialect);
  for (size_t i = 0; i < script->steps.size(); ++i) {
    const Step& step = script->steps[i];
    const shadow::Verdict verdict = shadow.Judge(step);
    if (!verdict.prediction.predicted) return 0;
    const absl::StatusOr<Outcome> outcome = Sqlite().Execute(step.sql);
    ALTEREGO_CHECK(outcome.ok());
    CheckAnswer(*script, i, verdict.prediction, *outcome);
    if (std::holds_alternative<Lost>(*outcome)) return 0;
    const std::string_view rule = verdict.prediction.rule;
    if (shadow::LeavesBroken(rule) || rule == shadow::kForgetsRule) return 0;
    shadow.Advance(verdict, std::holds_alternative<Accepted>(*outcome));
  }
  return 0;
}
