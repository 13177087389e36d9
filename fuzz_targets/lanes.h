// What the targets share that run scripts on engines.
#ifndef ALTEREGO_FUZZ_TARGETS_LANES_H_
#define ALTEREGO_FUZZ_TARGETS_LANES_H_

#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "base/check.h"
#include "runner/finding.h"
#include "runner/session.h"

namespace alterego::fuzz {

// Lanes for a program: opening is slower than a case. Never destroyed.
inline std::vector<Lane>* Open(const std::vector<std::string>& specs) {
  absl::StatusOr<std::vector<Lane>> opened = OpenLanes(specs, EngineOptions{});
  ALTEREGO_CHECK(opened.ok());
  return new std::vector<Lane>(*std::move(opened));
}

// Prints the finding, which is the .sql file that shows it, and aborts.
[[noreturn]] inline void Report(const std::vector<Lane>& lanes,
                                const CaseResult& result) {
  Finding finding;
  finding.script = result.script;
  finding.divergence = *result.divergence;
  for (const Lane& lane : lanes) {
    finding.engines.push_back(lane.engine->info().spec);
  }
  std::fprintf(stderr, "%s", FindingText(finding).c_str());
  std::abort();
}

// Aborts unless the lanes agree on the case.
inline void Check(const std::vector<Lane>& lanes,
                  const absl::StatusOr<CaseResult>& result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::abort();
  }
  if (result->divergence.has_value()) Report(lanes, *result);
}

}  // namespace alterego::fuzz

#endif  // ALTEREGO_FUZZ_TARGETS_LANES_H_
