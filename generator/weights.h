// Weights: how often the generator draws what. 0 turns a thing off.
//
//   absl::StatusOr<Weights> w =
//   Weights::Parse("drop_column=0,rename_table=30");
//
// The names are those of `alterego help weights`: ALTER forms (drop_column),
// other statements (insert, create_view, savepoint), schema features
// (without_rowid, generated_column, partial_index, hostile_name) and
// `invalid`, the rate of deliberately wrong statements in percent.
#ifndef ALTEREGO_GENERATOR_WEIGHTS_H_
#define ALTEREGO_GENERATOR_WEIGHTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "generator/entropy.h"

namespace alterego {

class Weights {
 public:
  static Weights Defaults();
  // Defaults with changes: "name=weight,name=weight" (blanks, line breaks and
  // # comments allowed: the same text is a weights file). kInvalidArgument
  // names the unknown weight and the nearest known one, a value that is no
  // whole number from 0 to 1000000, or what leaves nothing to draw.
  static absl::StatusOr<Weights> Parse(std::string_view text,
                                       const Weights& base);
  // Swarm testing (Groce et al., ISSTA 2012): some entries off, the others
  // at very different rates; at least one ALTER form stays on.
  Weights Swarm(EntropySource& entropy) const;

  uint32_t Get(std::string_view name) const;  // REQUIRES: a known name
  static const std::vector<std::string>& Names();
  std::string ToText() const;  // "name=weight\n", all of them

 private:
  std::vector<uint32_t> values_;  // by place in Names()
};

}  // namespace alterego

#endif  // ALTEREGO_GENERATOR_WEIGHTS_H_
