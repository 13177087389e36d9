// Gate: replays a corpus and says whether everything is as it was left: scripts
// agree, and known differences are still there. It fails both ways.
//
//   GateOptions options{.engines = {"sqlite", "rebuild"}, .jobs = 2};
//   absl::StatusOr<GateReport> report = RunGate(*FindScripts({"corpus"}),
//   options); if (report->failed() > 0) WriteFileAtomically("junit.xml",
//   *ToJUnit(...));
//
// A known difference is a file with the header lines signature= and verdict=
// below known/<engine>/, see runner/known.h. It must show just that signature
// on the engines and versions that it names; where none of them takes part it
// is skipped. Every other script must agree on all lanes. A file in which
// nothing is SQL fails as unreadable, since all engines refuse it alike. Each
// script runs in a process of its own, so a crash is the failure of one script.
#ifndef ALTEREGO_RUNNER_GATE_H_
#define ALTEREGO_RUNNER_GATE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/lane.h"

namespace alterego {

struct GateOptions {
  std::vector<std::string> engines = {"sqlite", "rebuild"};
  int jobs = 1;
  int timeout_ms = 20000;  // without a sign of life
  // How the lanes are opened; by default OpenLanes(engines, ...). The canaries
  // of the tests come in here.
  std::function<absl::StatusOr<std::vector<Lane>>()> open_lanes;
};

enum class Verdict : uint8_t { kPassed, kFailed, kSkipped };

struct GateCase {
  std::string path;
  Verdict verdict = Verdict::kPassed;
  // Of a failure: "diverged", "gone", "other", "unreadable", "harness";
  // else "".
  std::string kind;
  std::string message;    // one line: what is wrong, or why it was skipped
  std::string detail;     // the differences, in lines
  std::string signature;  // of what diverged; "" if nothing did
  size_t line = 1;        // of the statement that diverged, in the file
  int64_t duration_ms = 0;
};

struct GateReport {
  std::vector<GateCase> cases;  // in the order of the paths
  int64_t duration_ms = 0;
  size_t count(Verdict verdict) const;
  size_t failed() const { return count(Verdict::kFailed); }
  size_t failed_as(std::string_view kind) const;
};

// The .sql files that the paths name: files as they are, folders with all that
// is below them but "findings" (open ones) and the inputs of fuzz targets.
// Sorted, each once. The error names a path that is not there.
absl::StatusOr<std::vector<std::string>> FindScripts(
    const std::vector<std::string>& paths);

// An error only if the harness failed.
absl::StatusOr<GateReport> RunGate(const std::vector<std::string>& scripts,
                                   const GateOptions& options);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_GATE_H_
