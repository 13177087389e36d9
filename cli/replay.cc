// alterego replay: runs scripts and shows, statement by statement, what was
// predicted and what each engine answered.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/finding.h"
#include "runner/worker.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::vector<std::string> files;
  std::string engines;
  bool quiet = false;
  int timeout_ms = 20000;
};

// How a divergence stands to the one that the file is about.
std::string_view Relation(const Script& script, const Divergence& divergence) {
  const std::string* signature = script.Header("signature");
  if (signature == nullptr) return "";
  return *signature == divergence.Signature()
             ? "  as the file says\n"
             : "  another one than the file says\n";
}

int ReplayOne(const Flags& flags, const std::string& path) {
  absl::StatusOr<Script> script = LoadScript(path);
  if (!script.ok()) return Fail(script.status());
  CampaignOptions options;
  auto engines = EnginesFor(flags.engines, &*script);
  if (!engines.ok()) return Fail(engines.status());
  options.engines = *std::move(engines);
  auto report = RunIsolated(*script, options, flags.timeout_ms);
  if (!report.ok())
    return Fail(kHarness, std::string(report.status().message()));
  if (!flags.quiet) absl::PrintF("%s\n%s", path, report->log);
  if (!report->divergence) {
    const absl::Status is_sql = CheckIsSql(*script);
    if (!is_sql.ok()) {
      return Fail(kUsage, path + ": " + std::string(is_sql.message()));
    }
    absl::PrintF("%s: agreed (%d statements, %d not predicted)\n", path,
                 report->statistics.statements, report->statistics.unpredicted);
    return kAgreed;
  }
  absl::PrintF("%s: %s%s", path, Explain(*report->divergence),
               Relation(*script, *report->divergence));
  return kDiverged;
}

// The worst of all files: what could not be read weighs more than what
// diverged, so that nobody takes half a run for a whole one.
int RunReplay(const Flags& flags) {
  int worst = kAgreed;
  for (const std::string& path : flags.files) {
    worst = std::max(worst, ReplayOne(flags, path));
  }
  return worst;
}

}  // namespace

void AddReplay(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "replay", "Run .sql files and show what was predicted and answered");
  verb->add_option("FILE", flags->files, "Findings or any other SQL scripts")
      ->required();
  verb->add_option("--engines", flags->engines,
                   "Engines to run it on (default: those that the file names, "
                   "else sqlite,rebuild)");
  AddTimeout(verb, &flags->timeout_ms);
  verb->add_flag("--quiet,-q", flags->quiet,
                 "Only the verdict, not every statement");
  verb->callback([flags, exit_code] { *exit_code = RunReplay(*flags); });
}

}  // namespace alterego::cli
