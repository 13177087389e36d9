// Fuzz target: the input's bytes are the generator's choices. One input is one
// case on two lanes, SQLite and the rebuild engine; a divergence aborts with
// the finding's text, which is the .sql file that shows it.
//
// A mutated byte is a changed choice, so that coverage of the shadow and of
// the rebuild engine guides what is drawn next.
#include <cstdint>
#include <span>
#include <vector>

#include "fuzz_targets/lanes.h"
#include "generator/generator.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

std::vector<Lane>& Lanes() {
  static auto* lanes = fuzz::Open({"sqlite", "rebuild"});
  return *lanes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  ByteEntropy entropy(std::span<const uint8_t>(data, size));
  // Small cases: libFuzzer finds more with many short runs than with few long.
  const Generator generator(Weights::Defaults(), Limits{.tables_max = 3,
                                                        .columns_max = 4,
                                                        .rows_max = 3,
                                                        .statements_max = 16});
  Session session(Lanes(), SessionOptions{});
  fuzz::Check(Lanes(),
              session.RunGenerated([&](const shadow::World& world, int index) {
                return generator.Next(entropy, world, index);
              }));
  return 0;
}
