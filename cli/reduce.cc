// alterego reduce: the smallest script that still shows the same divergence.
#include <cstdio>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/finding.h"
#include "runner/worker.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string file, engines, output, others;
  int timeout_ms = 20000;
};

uint64_t SeedOf(const Script& script) {
  const std::string* text = script.Header("seed");
  const auto seed = text == nullptr ? absl::StatusOr<uint64_t>(uint64_t{0})
                                    : ParseSeed(*text);
  return seed.ok() ? *seed : 0;
}

// Prints what else diverged on the way, and keeps it if there is a folder.
int TellOthers(const Flags& flags, const CampaignOptions& options,
               uint64_t seed, ReductionReport& reduced) {
  for (auto& [divergence, script] : reduced.others) {
    absl::FPrintF(stderr, "  %s\n", divergence.Signature());
    if (flags.others.empty()) continue;
    const size_t statements = script.steps.size();
    const Finding finding{std::move(script), std::move(divergence),
                          options.engines,   seed,
                          statements,        /*answers=*/""};
    const absl::Status written = WriteFileAtomically(
        flags.others + "/" + FindingFileName(finding), FindingText(finding));
    if (!written.ok()) return Fail(written);
  }
  return kDiverged;
}

int RunReduce(const Flags& flags) {
  absl::StatusOr<Script> script = LoadScript(flags.file);
  if (!script.ok()) return Fail(script.status());
  CampaignOptions options;
  auto engines = EnginesFor(flags.engines, &*script);
  if (!engines.ok()) return Fail(engines.status());
  options.engines = *std::move(engines);
  if (!flags.others.empty()) {
    const absl::Status writable = CheckDirectoryWritable(flags.others);
    if (!writable.ok()) return Fail(writable);
  }
  auto run = RunIsolated(*script, options, flags.timeout_ms);
  if (!run.ok()) return Fail(kHarness, std::string(run.status().message()));
  if (!run->divergence) {
    return Fail(kAgreed, flags.file +
                             ": all engines agree, there is nothing "
                             "to reduce");
  }
  const size_t before = script->steps.size();
  ReductionReport reduced = ReduceScript(*script, *run->divergence, options);
  if (!reduced.error.empty()) return Fail(kHarness, reduced.error);
  const size_t after = reduced.script.steps.size();
  const std::string text = FindingText(Finding{
      std::move(reduced.script), std::move(reduced.divergence), options.engines,
      SeedOf(*script), before, std::move(reduced.answers)});
  if (flags.output.empty()) {
    absl::PrintF("%s", text);
  } else {
    const absl::Status written = WriteFileAtomically(flags.output, text);
    if (!written.ok()) return Fail(written);
  }
  absl::FPrintF(stderr,
                "alterego: from %d statements to %d; %d other "
                "divergences met on the way\n",
                before, after, reduced.others.size());
  return TellOthers(flags, options, SeedOf(*script), reduced);
}

}  // namespace

void AddReduce(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "reduce", "Make the script of a divergence as small as it gets");
  verb->add_option("FILE", flags->file, "A .sql file that diverges")
      ->required();
  verb->add_option("--engines", flags->engines,
                   "Engines to run it on (default: those that the file names, "
                   "else sqlite,rebuild)");
  verb->add_option("--output,-o", flags->output,
                   "File for the result (default: standard output)");
  verb->add_option("--others", flags->others,
                   "Directory for other divergences that the reduction meets, "
                   "one .sql file each");
  AddTimeout(verb, &flags->timeout_ms);
  verb->callback([flags, exit_code] { *exit_code = RunReduce(*flags); });
}

}  // namespace alterego::cli
