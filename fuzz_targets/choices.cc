// Fuzz target: the input's bytes are the generator's choices. One input is one
// case on two lanes, SQLite and the rebuild engine; a divergence aborts with
// the finding's text, which is the .sql file that shows it.
//
// A mutated byte is a changed choice, so that coverage of the shadow and of
// the rebuild engine guides what is drawn next.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <span>
#include <vector>

#include "base/check.h"
#include "generator/generator.h"
#include "runner/finding.h"
#include "runner/session.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

// Opened once: opening is slower than a case. Never destroyed.
std::vector<Lane>& Lanes() {
  static auto* lanes = [] {
    absl::StatusOr<std::vector<Lane>> opened =
        OpenLanes({"sqlite", "rebuild"}, EngineOptions{});
    ALTEREGO_CHECK(opened.ok());
    return new std::vector<Lane>(*std::move(opened));
  }();
  return *lanes;
}

[[noreturn]] void Report(const CaseResult& result) {
  Finding finding;
  finding.script = result.script;
  finding.divergence = *result.divergence;
  for (const Lane& lane : Lanes()) {
    finding.engines.push_back(lane.engine->info().spec);
  }
  std::fprintf(stderr, "%s", FindingText(finding).c_str());
  std::abort();
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
  const absl::StatusOr<CaseResult> result =
      session.RunGenerated([&](const shadow::World& world, int index) {
        return generator.Next(entropy, world, index);
      });
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::abort();
  }
  if (result->divergence.has_value()) Report(*result);
  return 0;
}
