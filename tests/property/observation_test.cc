// Comparing observations: where both sides answer, "no difference" is an
// equivalence, and exactly equality; what one side lacks is counted.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "oracle/compare.h"
#include "tests/property/tape.h"

namespace alterego::property {
namespace {

// A few names and texts, so that two draws often agree.
Observation DrawObservation(EntropySource& entropy, bool partly) {
  Observation out;
  for (const char* name : {"rows main.t", "schema main", "xinfo main.t"}) {
    if (partly && entropy.Chance(1, 4)) continue;
    Section section;
    section.name = name;
    section.status =
        static_cast<Section::Status>(entropy.Below(partly ? 3 : 2));
    const uint64_t lines = entropy.Below(3);
    for (uint64_t i = 0; i < lines; ++i) {
      section.text += entropy.Chance(1, 3) ? "1|'x'\n" : "2|NULL\n";
    }
    out.Add(std::move(section));
  }
  return out;
}

std::string TextOf(const Observation& observation) {
  std::string out;
  for (const Section& section : observation.sections) {
    out += section.name + "/" +
           std::to_string(static_cast<int>(section.status)) + "/" +
           section.text;
  }
  return out;
}

RC_GTEST_PROP(Observation, NoDifferenceIsAnEquivalence, ()) {
  TapeEntropy entropy((*ArbitraryTape(60)).values);
  const Observation a = DrawObservation(entropy, false);
  const Observation b = DrawObservation(entropy, false);
  const Observation c = DrawObservation(entropy, false);
  RC_LOG() << TextOf(a) << "\n" << TextOf(b) << "\n" << TextOf(c);
  RC_ASSERT(Compare(a, a).empty());
  RC_ASSERT(Compare(a, b).empty() == Compare(b, a).empty());
  if (Compare(a, b).empty() && Compare(b, c).empty()) {
    RC_ASSERT(Compare(a, c).empty());
  }
  RC_ASSERT(Compare(a, b).empty() == (TextOf(a) == TextOf(b)));
}

RC_GTEST_PROP(Observation, ADifferenceTurnsRound, ()) {
  TapeEntropy entropy((*ArbitraryTape(60)).values);
  const Observation a = DrawObservation(entropy, true);
  const Observation b = DrawObservation(entropy, true);
  RC_LOG() << TextOf(a) << "\n" << TextOf(b);
  size_t there_skipped = 0, back_skipped = 0;
  const std::vector<Difference> there = Compare(a, b, &there_skipped);
  const std::vector<Difference> back = Compare(b, a, &back_skipped);
  RC_ASSERT(there_skipped == back_skipped);
  RC_ASSERT(there.size() == back.size());
  for (size_t i = 0; i < there.size(); ++i) {
    RC_ASSERT(there[i].section == back[i].section);
    RC_ASSERT(there[i].expected == back[i].actual);
    RC_ASSERT(there[i].actual == back[i].expected);
  }
  RC_ASSERT(Compare(a, Observation()).empty());
}

}  // namespace
}  // namespace alterego::property
