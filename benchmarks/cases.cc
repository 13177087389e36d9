#include "benchmarks/cases.h"

#include <optional>
#include <utility>
#include <variant>

#include "base/check.h"
#include "generator/entropy.h"

namespace alterego::benchmarks {
namespace {

constexpr int kCases = 64;

Case DrawCase(uint64_t seed) {
  SeedEntropy entropy(seed);
  const Generator generator(Weights::Defaults(), Limits{});
  shadow::Shadow shadow{Dialect{}};
  Case out;
  for (int i = 0;; ++i) {
    const std::optional<Step> step = generator.Next(entropy, shadow.world(), i);
    if (!step.has_value()) return out;
    const shadow::Verdict verdict = shadow.Judge(*step);
    out.script.steps.push_back(*step);
    out.worlds.push_back(shadow.shared_world());
    // What comes behind would be drawn for a world that is not known.
    if (!verdict.prediction.predicted) return out;
    shadow.Advance(verdict, verdict.prediction.may_accept);
  }
}

bool IsAlter(const Step& step) {
  return step.parsed != nullptr &&
         std::holds_alternative<AlterTable>(step.parsed->statement);
}

Cases DrawCases() {
  Cases out;
  for (uint64_t seed = 1; seed <= kCases; ++seed) {
    out.cases.push_back(DrawCase(seed));
    for (const Step& step : out.cases.back().script.steps) {
      ++out.statements;
      if (IsAlter(step)) ++out.alters;
    }
  }
  ALTEREGO_CHECK(out.statements > 0);
  return out;
}

}  // namespace

const Cases& FixedCases() {
  static const Cases* cases = new Cases(DrawCases());
  return *cases;
}

}  // namespace alterego::benchmarks
