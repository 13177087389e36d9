// What the targets share that run scripts on engines.
#ifndef ALTEREGO_FUZZ_TARGETS_LANES_H_
#define ALTEREGO_FUZZ_TARGETS_LANES_H_

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "base/check.h"
#include "runner/finding.h"
#include "runner/known.h"
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

// Where the known differences are: a fuzzing service has programs and no
// sources, and its build puts them beside the program.
inline std::string KnownFolder() {
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
  const auto beside = program.parent_path() / "known";
  if (std::filesystem::is_directory(beside, error)) return beside.string();
  return ALTEREGO_SOURCE_DIR "/corpus/known";
}

// SQLite's own bugs: an input that comes upon one has found nothing.
inline bool IsKnown(const std::vector<Lane>& lanes,
                    const Divergence& divergence) {
  static const auto* const known = [] {
    auto loaded = KnownDifferences::Load(KnownFolder());
    return new KnownDifferences(loaded.ok() ? *std::move(loaded)
                                            : KnownDifferences());
  }();
  for (const Lane& lane : lanes) {
    const EngineInfo& info = lane.engine->info();
    if (info.spec == divergence.actual_from &&
        known->Find(divergence, info.dialect.version) != nullptr) {
      return true;
    }
  }
  return false;
}

// Aborts unless the lanes agree on the case, or differ as is known.
inline void Check(const std::vector<Lane>& lanes,
                  const absl::StatusOr<CaseResult>& result) {
  if (!result.ok()) {
    std::fprintf(stderr, "%s\n", result.status().ToString().c_str());
    std::abort();
  }
  if (result->divergence.has_value() && !IsKnown(lanes, *result->divergence)) {
    Report(lanes, *result);
  }
}

}  // namespace alterego::fuzz

#endif  // ALTEREGO_FUZZ_TARGETS_LANES_H_
