// The reducer, with a toy in place of engines: a script "diverges" if certain
// statements of it are still there. It must never grow, never slip to another
// signature, and give the same answer twice.
#include "runner/reducer.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/property/tape.h"

namespace alterego::property {
namespace {

Divergence ToyDivergence(const std::string& rule) {
  Divergence divergence;
  divergence.kind = Divergence::Kind::kOutcome;
  divergence.statement_kind = "toy";
  divergence.expected_from = "shadow";
  divergence.actual_from = "toy";
  divergence.rule = rule;
  divergence.expected = "accepted";
  divergence.actual = "accepted";
  return divergence;
}

// Diverges with one signature if at least `count` statements are of a kind,
// with another if some are, but fewer.
class Toy {
 public:
  Toy(std::string kind, size_t count) : kind_(std::move(kind)), count_(count) {}

  std::optional<Divergence> operator()(const Script& script) const {
    size_t found = 0;
    for (const Step& step : script.steps) {
      const bool matches =
          step.parsed != nullptr &&
          std::string(StatementName(step.parsed->statement)) == kind_;
      if (matches) ++found;
    }
    if (found >= count_) return ToyDivergence("toy.enough");
    if (found > 0) return ToyDivergence("toy.some");
    return std::nullopt;
  }

 private:
  std::string kind_;
  size_t count_;
};

size_t Occurrences(const Script& script, const std::string& kind) {
  size_t n = 0;
  for (const Step& step : script.steps) {
    if (step.parsed == nullptr) continue;
    if (std::string(StatementName(step.parsed->statement)) == kind) ++n;
  }
  return n;
}

std::string SomeKind(const Script& script) {
  std::set<std::string> kinds;
  for (const Step& step : script.steps) {
    if (step.parsed == nullptr) continue;
    kinds.insert(std::string(StatementName(step.parsed->statement)));
  }
  RC_PRE(!kinds.empty());
  return *rc::gen::elementOf(kinds);
}

RC_GTEST_PROP(Reducer, NeverGrowsAndKeepsItsSignature, ()) {
  TapeEntropy entropy((*ArbitraryTape(kCaseChoices)).values);
  const Script script = ScriptFrom(entropy);
  const std::string kind = SomeKind(script);
  const size_t count =
      *rc::gen::inRange<size_t>(1, Occurrences(script, kind) + 1);
  const Toy toy(kind, count);
  const Divergence before = *toy(script);
  ReduceOptions options;
  options.attempts_max = 300;

  const Reduction reduced = Reduce(script, before, toy, options);
  RC_LOG() << script.ToText() << "-- reduced to\n" << reduced.script.ToText();
  RC_ASSERT(reduced.attempts <= options.attempts_max);
  RC_ASSERT(reduced.script.steps.size() <= script.steps.size());
  RC_ASSERT(reduced.script.ToText().size() <= script.ToText().size());
  const std::optional<Divergence> after = toy(reduced.script);
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->Signature() == before.Signature());
  RC_ASSERT(reduced.divergence.Signature() == before.Signature());
  for (const auto& [other, met] : reduced.others) {
    RC_ASSERT(other.Signature() != before.Signature());
    RC_ASSERT(toy(met)->Signature() == other.Signature());
  }
  const Reduction again = Reduce(script, before, toy, options);
  RC_ASSERT(again.script.ToText() == reduced.script.ToText());
}

}  // namespace
}  // namespace alterego::property
