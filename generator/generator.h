// Generator: draws the next statement for a database, right or deliberately
// wrong. Deterministic in (entropy, world, weights, limits); it never touches
// an engine. The first draws of a case build a schema with rows; then ALTERs
// come, with DML, DDL, transactions and pragmas between them.
//
//   Generator generator(Weights::Defaults(), Limits{});
//   Step step = generator.Next(entropy, shadow.world(), /*index=*/0);
#ifndef ALTEREGO_GENERATOR_GENERATOR_H_
#define ALTEREGO_GENERATOR_GENERATOR_H_

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include "generator/entropy.h"
#include "generator/weights.h"
#include "model/script.h"
#include "shadow/state.h"

namespace alterego {

// How often each weighted thing was drawn, by place in Weights::Names().
using FeatureCounts = std::array<uint64_t, kFeatureCount>;

struct Limits {
  int tables_max = 4;
  int columns_max = 6;
  int rows_max = 6;         // a table
  int statements_max = 40;  // a case
};

class Generator {
 public:
  Generator(Weights weights, Limits limits)
      : weights_(std::move(weights)), limits_(limits) {}

  // The statement at place `index` of the case, for a connection in the state
  // `world`; nullopt when the case is over. `drawn`, if given, counts what was
  // drawn.
  std::optional<Step> Next(EntropySource& entropy, const shadow::World& world,
                           int index, FeatureCounts* drawn = nullptr) const;
  const Weights& weights() const { return weights_; }
  const Limits& limits() const { return limits_; }

 private:
  Weights weights_;
  Limits limits_;
};

}  // namespace alterego

#endif  // ALTEREGO_GENERATOR_GENERATOR_H_
