// Fuzz target: the input is a .sql script. It runs on two lanes, SQLite and
// the rebuild engine, with every check of a campaign; a divergence aborts with
// the finding's text.
//
// Inputs are mutated as values: see script_mutator.h. What touches files, and
// what may never end, is left alone.
#include <cstdint>
#include <optional>
#include <vector>

#include "fuzz_targets/lanes.h"
#include "fuzz_targets/script_mutator.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

std::vector<Lane>& Lanes() {
  static auto* lanes = fuzz::Open({"sqlite", "rebuild"});
  return *lanes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::optional<Script> script = fuzz::ScriptOf(data, size);
  if (!script || !fuzz::IsHarmless(*script)) return 0;
  fuzz::Check(Lanes(), Session(Lanes(), SessionOptions{}).Run(*script));
  return 0;
}
