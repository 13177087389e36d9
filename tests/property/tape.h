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

#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "generator/entropy.h"
#include "generator/generator.h"
#include "model/script.h"
#include "shadow/shadow.h"

namespace alterego::property {

struct DrawnTape {
  std::vector<uint64_t> values;
};

// At most `length_max` choices, each of which is folded to its bound.
inline rc::Gen<DrawnTape> ArbitraryTape(int length_max) {
  // The size bounds the length; a choice needs no more than 16 bits.
  const auto choice = rc::gen::resize(
      rc::kNominalSize, rc::gen::inRange<uint64_t>(0, uint64_t{1} << 16));
  return rc::gen::map(
      rc::gen::resize(length_max,
                      rc::gen::container<std::vector<uint64_t>>(choice)),
      [](std::vector<uint64_t> values) {
        return DrawnTape{std::move(values)};
      });
}

// How failures print it: paste it into a test.
inline std::ostream& operator<<(std::ostream& os, const DrawnTape& tape) {
  os << "{";
  for (size_t i = 0; i < tape.values.size(); ++i) {
    os << (i == 0 ? "" : ", ") << tape.values[i];
  }
  return os << "}";
}

// Small, so that hundreds of cases fit into seconds.
inline Limits SmallLimits() {
  Limits limits;
  limits.tables_max = 3;
  limits.columns_max = 4;
  limits.rows_max = 3;
  limits.statements_max = 14;
  return limits;
}

// A whole case judged by a shadow alone. Stops where the shadow cannot tell
// what comes next.
inline Script ScriptFrom(EntropySource& entropy) {
  const Generator generator(Weights::Defaults(), SmallLimits());
  shadow::Shadow shadow{Dialect{}};
  Script script;
  for (int i = 0;; ++i) {
    const std::optional<Step> step = generator.Next(entropy, shadow.world(), i);
    if (!step.has_value()) return script;
    const shadow::Verdict verdict = shadow.Judge(*step);
    script.steps.push_back(*step);
    if (!verdict.prediction.predicted) return script;
    shadow.Advance(verdict, verdict.prediction.may_accept);
  }
}

}  // namespace alterego::property

#endif  // ALTEREGO_TESTS_PROPERTY_TAPE_H_
