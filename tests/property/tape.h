// Tapes for RapidCheck: the choices of a generator as a value that RapidCheck
// can draw, shrink and print.
//
//   const Tape tape = *ArbitraryTape(200);
//   TapeEntropy entropy(tape.values);
//
// Past its end a tape is all zeros, which are the simplest choices, so that a
// shorter tape is a simpler case.
#ifndef ALTEREGO_TESTS_PROPERTY_TAPE_H_
#define ALTEREGO_TESTS_PROPERTY_TAPE_H_

#include <rapidcheck.h>

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "generator/entropy.h"
#include "generator/generator.h"
#include "model/script.h"
#include "shadow/shadow.h"

namespace alterego::property {

struct DrawnTape {
  std::vector<uint64_t> values;
};

// Shorter and simpler tapes, the boldest first. RapidCheck's own way would try
// every stretch of a tape of a thousand choices: hours.
inline rc::Seq<DrawnTape> Shrink(const DrawnTape& tape) {
  constexpr size_t kStretches = 64;
  const std::vector<uint64_t>& values = tape.values;
  const size_t n = values.size();
  std::vector<DrawnTape> simpler;
  for (size_t length = n; length > 0 && length * kStretches >= n; length /= 2) {
    for (size_t begin = 0; begin < n; begin += length) {
      DrawnTape without = tape;
      const auto first = without.values.begin() + static_cast<long>(begin);
      without.values.erase(
          first, first + static_cast<long>(std::min(length, n - begin)));
      simpler.push_back(std::move(without));
    }
  }
  for (size_t i = 0; n <= kStretches && i < n; ++i) {
    if (values[i] == 0) continue;
    for (const uint64_t value : {uint64_t{0}, values[i] / 2, values[i] - 1}) {
      simpler.push_back(tape);
      simpler.back().values[i] = value;
    }
  }
  return rc::seq::fromContainer(std::move(simpler));
}

// At most `length_max` choices, each of which is folded to its bound. A
// statement takes about 35 of them.
inline rc::Gen<DrawnTape> ArbitraryTape(int length_max) {
  // The size bounds the length; a choice needs no more than 16 bits.
  const auto choice = rc::gen::resize(
      rc::kNominalSize, rc::gen::inRange<uint64_t>(0, uint64_t{1} << 16));
  const auto tape = rc::gen::map(
      rc::gen::resize(length_max,
                      rc::gen::container<std::vector<uint64_t>>(choice)),
      [](std::vector<uint64_t> values) {
        return DrawnTape{std::move(values)};
      });
  // In a lambda: RapidCheck keeps what it is given, and a function is no value.
  return rc::gen::shrink(rc::gen::noShrink(tape),
                         [](const DrawnTape& drawn) { return Shrink(drawn); });
}

// How failures print it: paste it into a test.
inline std::ostream& operator<<(std::ostream& os, const DrawnTape& tape) {
  os << "{";
  for (size_t i = 0; i < tape.values.size(); ++i) {
    os << (i == 0 ? "" : ", ") << tape.values[i];
  }
  return os << "}";
}

inline constexpr int kCaseChoices = 1200;

// Small, so that hundreds of cases fit into seconds.
inline Limits SmallLimits() {
  Limits limits;
  limits.tables_max = 3;
  limits.columns_max = 4;
  limits.rows_max = 3;
  limits.statements_max = 24;
  return limits;
}

// What to do where the shadow cannot tell what a statement does.
enum class Unpredicted : uint8_t {
  kStop,
  kChangesNothing,  // for the shadow; anything may come behind it
};

// A whole case judged by a shadow alone.
inline Script ScriptFrom(const Generator& generator, EntropySource& entropy,
                         Unpredicted unpredicted) {
  shadow::Shadow shadow{Dialect{}};
  Script script;
  for (int i = 0;; ++i) {
    const std::optional<Step> step = generator.Next(entropy, shadow.world(), i);
    if (!step.has_value()) return script;
    const shadow::Verdict verdict = shadow.Judge(*step);
    script.steps.push_back(*step);
    if (verdict.prediction.predicted) {
      shadow.Advance(verdict, verdict.prediction.may_accept);
    } else if (unpredicted == Unpredicted::kStop) {
      return script;
    }
  }
}
inline Script ScriptFrom(EntropySource& entropy) {
  return ScriptFrom(Generator(Weights::Defaults(), SmallLimits()), entropy,
                    Unpredicted::kStop);
}

}  // namespace alterego::property

#endif  // ALTEREGO_TESTS_PROPERTY_TAPE_H_
