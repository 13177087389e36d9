// The cases that every benchmark works on: the same scripts in every run and on
// every machine, drawn once from fixed seeds.
#ifndef ALTEREGO_BENCHMARKS_CASES_H_
#define ALTEREGO_BENCHMARKS_CASES_H_

#include <cstdint>
#include <vector>

#include "generator/generator.h"
#include "model/script.h"
#include "shadow/shadow.h"

namespace alterego::benchmarks {

struct Case {
  Script script;
  // worlds[i]: before statement i, as the shadow has it.
  std::vector<shadow::WorldPtr> worlds;
};

struct Cases {
  std::vector<Case> cases;
  int64_t statements = 0;
  int64_t alters = 0;
};

// Drawn at the first call, with the default weights and limits.
const Cases& FixedCases();

}  // namespace alterego::benchmarks

#endif  // ALTEREGO_BENCHMARKS_CASES_H_
