// Whole cases drawn from one tape, on both lanes, with every check of a
// session. RapidCheck shrinks the tape; the failure prints it and the finding.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "runner/finding.h"
#include "runner/known.h"
#include "runner/session.h"
#include "tests/places.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

absl::StatusOr<CaseResult> RunTape(std::vector<Lane>& lanes,
                                   const DrawnTape& tape) {
  TapeEntropy entropy(tape.values);
  const Generator generator(Weights::Defaults(), SmallLimits());
  Session session(lanes, SessionOptions{});
  return session.RunGenerated([&](const shadow::World& world, int index) {
    return generator.Next(entropy, world, index);
  });
}

std::string FindingOf(const CaseResult& result) {
  Finding finding;
  finding.script = result.script;
  finding.divergence = *result.divergence;
  finding.engines = {"sqlite", "rebuild"};
  return FindingText(finding);
}

RC_GTEST_PROP(Case, LanesAgree, ()) {
  absl::StatusOr<std::vector<Lane>> lanes =
      OpenLanes({"sqlite", "rebuild"}, EngineOptions{});
  RC_ASSERT(lanes.ok());
  const DrawnTape tape = *ArbitraryTape(kCaseChoices);
  const absl::StatusOr<CaseResult> result = RunTape(*lanes, tape);
  RC_ASSERT(result.ok());
  if (!result->divergence.has_value()) return;
  const auto known =
      KnownDifferences::Load(ALTEREGO_SOURCE_DIR "/corpus/known");
  RC_ASSERT(known.ok());
  RC_LOG() << FindingOf(*result);
  RC_ASSERT(known->Find(*result->divergence,
                        (*lanes)[0].engine->info().dialect.version) != nullptr);
}

RC_GTEST_PROP(Case, SameTapeSameLog, ()) {
  absl::StatusOr<std::vector<Lane>> lanes =
      OpenLanes({"sqlite", "rebuild"}, EngineOptions{});
  RC_ASSERT(lanes.ok());
  const DrawnTape tape = *ArbitraryTape(kCaseChoices);
  const absl::StatusOr<CaseResult> first = RunTape(*lanes, tape);
  const absl::StatusOr<CaseResult> second = RunTape(*lanes, tape);
  RC_ASSERT(first.ok() && second.ok());
  RC_ASSERT(first->log == second->log);
  RC_ASSERT(first->script.ToText() == second->script.ToText());
}

}  // namespace
}  // namespace alterego::property
