// alterego gate: is everything as the corpus says? For CI: it fails both ways,
// and reports in the formats that CI systems read.
#include "runner/gate.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/finding.h"
#include "runner/gate_report.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::vector<std::string> paths;
  std::string engines, junit, sarif;
  bool github = false, quiet = false;
  int jobs = 0, timeout_ms = 20000;
};

absl::Status WriteReports(const Flags& flags, const GateReport& report) {
  if (!flags.junit.empty()) {
    ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(flags.junit, ToJUnit(report)));
  }
  if (!flags.sarif.empty()) {
    ALTEREGO_RETURN_IF_ERROR(
        WriteFileAtomically(flags.sarif, ToSarif(report, ALTEREGO_VERSION)));
  }
  if (flags.github) absl::PrintF("%s", ToGitHubAnnotations(report));
  return absl::OkStatus();
}

void Print(const Flags& flags, const GateReport& report) {
  for (const GateCase& c : report.cases) {
    if (c.verdict == Verdict::kPassed) continue;
    if (c.verdict == Verdict::kSkipped) {
      if (!flags.quiet) absl::PrintF("%s: skipped: %s\n", c.path, c.message);
      continue;
    }
    absl::PrintF("%s:%d: %s: %s\n%s", c.path, c.line, c.kind, c.message,
                 c.detail);
  }
  if (flags.quiet && report.failed() == 0) return;
  absl::PrintF("%d scripts: %d passed, %d failed, %d skipped, %.1f s\n",
               report.cases.size(), report.count(Verdict::kPassed),
               report.failed(), report.count(Verdict::kSkipped),
               static_cast<double>(report.duration_ms) / 1000);
}

// What differs weighs most; a file that could not be read or asked about says
// nothing of the engines.
int ExitCodeOf(const GateReport& report) {
  const size_t harness = report.failed_as("harness");
  const size_t unreadable = report.failed_as("unreadable");
  if (report.failed() > harness + unreadable) return kDiverged;
  if (harness > 0) return kHarness;
  if (unreadable > 0) return kUsage;
  if (report.count(Verdict::kPassed) > 0) return kAgreed;
  return Fail(kInconclusive, "no script was run");
}

absl::StatusOr<int> RunGateVerb(const Flags& flags) {
  GateOptions options;
  ALTEREGO_ASSIGN_OR_RETURN(options.engines,
                            EnginesFor(flags.engines, nullptr));
  options.timeout_ms = flags.timeout_ms;
  options.jobs = flags.jobs > 0 ? flags.jobs : DefaultJobs();
  ALTEREGO_ASSIGN_OR_RETURN(
      const std::vector<std::string> scripts,
      FindScripts(flags.paths.empty() ? std::vector<std::string>{"corpus"}
                                      : flags.paths));
  // Before the scripts have run, not behind them.
  ALTEREGO_RETURN_IF_ERROR(CheckWritable(flags.junit));
  ALTEREGO_RETURN_IF_ERROR(CheckWritable(flags.sarif));
  absl::StatusOr<GateReport> report = RunGate(scripts, options);
  if (!report.ok()) {
    return Fail(kHarness, std::string(report.status().message()));
  }
  Print(flags, *report);
  const absl::Status written = WriteReports(flags, *report);
  if (!written.ok()) return Fail(kHarness, std::string(written.message()));
  return ExitCodeOf(*report);
}

}  // namespace

void AddGate(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "gate", "Check that scripts agree and known differences are still there");
  verb->add_option("PATH", flags->paths,
                   "Scripts, or folders of them (default: corpus)");
  verb->add_option("--engines", flags->engines,
                   "Engines to run them on (default: sqlite,rebuild)");
  verb->add_option("--jobs,-j", flags->jobs,
                   "Processes (default: one a processor)")
      ->check(CLI::Range(1, 1024));
  verb->add_option("--junit", flags->junit, "File for a JUnit XML report");
  verb->add_option("--sarif", flags->sarif, "File for a SARIF 2.1.0 report");
  verb->add_flag("--github", flags->github,
                 "Print failures as annotations of GitHub Actions");
  AddTimeout(verb, &flags->timeout_ms);
  verb->add_flag("--quiet,-q", flags->quiet, "Only what fails");
  verb->callback([flags, exit_code] {
    const absl::StatusOr<int> code = RunGateVerb(*flags);
    *exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace alterego::cli
