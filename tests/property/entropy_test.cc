// One contract for every source of choices: what it draws is in bounds and is
// recorded, and its tape, replayed, draws the same case.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "tests/property/tape.h"

namespace alterego::property {
namespace {

std::vector<uint64_t> Values(const Tape& tape) {
  std::vector<uint64_t> values;
  for (const Choice& choice : tape) values.push_back(choice.value);
  return values;
}

// Draws in every way, from bounds that the test chose.
void CheckContract(EntropySource& entropy,
                   const std::vector<uint64_t>& bounds) {
  for (const uint64_t bound : bounds) {
    const size_t drawn = entropy.tape().size();
    const size_t span = entropy.OpenSpan("draw");
    RC_ASSERT(entropy.Below(bound) < bound);
    const uint64_t between = entropy.Between(bound / 2, bound);
    RC_ASSERT(bound / 2 <= between && between <= bound);
    RC_ASSERT(!entropy.Chance(0, bound));
    RC_ASSERT(entropy.Chance(bound, bound));
    const std::vector<uint32_t> weights = {0, 3, 0, 1};
    RC_ASSERT(entropy.Weighted(weights) % 2 == 1u);
    entropy.CloseSpan(span);
    RC_ASSERT(entropy.tape().size() == drawn + 5);
    RC_ASSERT(entropy.spans()[span].begin == drawn);
    RC_ASSERT(entropy.spans()[span].end == drawn + 5);
  }
  for (const Choice& choice : entropy.tape()) {
    RC_ASSERT(choice.value <= choice.bound);
  }
}

std::vector<uint64_t> SomeBounds() {
  return *rc::gen::container<std::vector<uint64_t>>(rc::gen::oneOf(
      rc::gen::inRange<uint64_t>(1, 300),
      rc::gen::element<uint64_t>(1, 255, 256, 257, 65536, uint64_t{1} << 63)));
}

RC_GTEST_PROP(Entropy, EverySourceKeepsTheContract, (uint64_t seed)) {
  const std::vector<uint64_t> bounds = SomeBounds();
  SeedEntropy from_seed(seed);
  CheckContract(from_seed, bounds);
  const auto bytes = *rc::gen::arbitrary<std::vector<uint8_t>>();
  ByteEntropy from_bytes(bytes);
  CheckContract(from_bytes, bounds);
  TapeEntropy from_tape(*rc::gen::arbitrary<std::vector<uint64_t>>());
  CheckContract(from_tape, bounds);
}

RC_GTEST_PROP(Entropy, PastTheEndIsTheSimplestChoice, ()) {
  ByteEntropy from_bytes({});
  TapeEntropy from_tape({});
  for (const uint64_t bound : SomeBounds()) {
    RC_ASSERT(from_bytes.Below(bound) == 0u);
    RC_ASSERT(from_tape.Below(bound) == 0u);
  }
}

RC_GTEST_PROP(Entropy, ATapeReplaysTheCaseOfASeed, (uint64_t seed)) {
  SeedEntropy from_seed(seed);
  const Script drawn = ScriptFrom(from_seed);
  TapeEntropy replayed(Values(from_seed.tape()));
  RC_ASSERT(ScriptFrom(replayed).ToText() == drawn.ToText());
  SeedEntropy again(seed);
  RC_ASSERT(ScriptFrom(again).ToText() == drawn.ToText());
}

RC_GTEST_PROP(Entropy, ATapeReplaysTheCaseOfBytes, ()) {
  const auto bytes = *rc::gen::resize(
      kCaseChoices, rc::gen::arbitrary<std::vector<uint8_t>>());
  ByteEntropy from_bytes(bytes);
  const Script drawn = ScriptFrom(from_bytes);
  TapeEntropy replayed(Values(from_bytes.tape()));
  RC_ASSERT(ScriptFrom(replayed).ToText() == drawn.ToText());
}

RC_GTEST_PROP(Entropy, SpansNestAndCoverWhatWasDrawn, (uint64_t seed)) {
  SeedEntropy entropy(seed);
  ScriptFrom(entropy);
  for (size_t i = 0; i < entropy.spans().size(); ++i) {
    const Span& outer = entropy.spans()[i];
    RC_ASSERT(outer.begin <= outer.end);
    RC_ASSERT(outer.end <= entropy.tape().size());
    for (size_t j = i + 1; j < entropy.spans().size(); ++j) {
      const Span& inner = entropy.spans()[j];
      if (inner.begin >= outer.end) break;
      RC_ASSERT(inner.end <= outer.end);
    }
  }
}

}  // namespace
}  // namespace alterego::property
