// alterego merge: bug bases or corpora of many machines become one. alterego
// minimize-corpus: what a corpus can do without.
#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/bugs.h"
#include "runner/corpus.h"
#include "runner/finding.h"
#include "runner/worker.h"

namespace alterego::cli {
namespace {

namespace fs = std::filesystem;

struct Flags {
  std::vector<std::string> inputs;
  std::string output, folder, engines;
  bool remove = false;
  int timeout_ms = 20000;
};

bool IsFolder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

absl::Status MergeBases(const Flags& flags) {
  // Nothing is made before all inputs are known to be good.
  for (const std::string& input : flags.inputs) {
    ALTEREGO_RETURN_IF_ERROR(
        BugBase::Open(input, BugBase::Mode::kMustExist).status());
  }
  ALTEREGO_ASSIGN_OR_RETURN(
      BugBase out, BugBase::Open(flags.output, BugBase::Mode::kCreate));
  for (const std::string& input : flags.inputs) {
    ALTEREGO_ASSIGN_OR_RETURN(BugBase base,
                              BugBase::Open(input, BugBase::Mode::kMustExist));
    ALTEREGO_RETURN_IF_ERROR(out.Merge(base));
  }
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Bug> bugs, out.Bugs());
  absl::PrintF("%s: %d bugs\n", flags.output, bugs.size());
  return absl::OkStatus();
}

absl::Status MergeFolders(const Flags& flags) {
  std::vector<CorpusFile> all;
  std::set<std::string> stale;  // files of the output that got another name
  std::vector<std::string> folders = flags.inputs;
  if (IsFolder(flags.output)) folders.push_back(flags.output);
  for (const std::string& folder : folders) {
    ALTEREGO_ASSIGN_OR_RETURN(std::vector<CorpusFile> files,
                              ReadCorpus(folder));
    if (folder == flags.output) {
      for (const CorpusFile& file : files) stale.insert(file.path);
    }
    all.insert(all.end(), std::make_move_iterator(files.begin()),
               std::make_move_iterator(files.end()));
  }
  const size_t before = all.size();
  const std::vector<CorpusFile> merged = MergeCorpora(std::move(all));
  // First what is new, then what is no longer wanted: nothing is ever lost.
  ALTEREGO_RETURN_IF_ERROR(WriteCorpus(flags.output, merged));
  for (const CorpusFile& file : merged) stale.erase(file.path);
  RemoveFromCorpus(flags.output, {stale.begin(), stale.end()});
  absl::PrintF("%s: %d files (of %d)\n", flags.output, merged.size(), before);
  return absl::OkStatus();
}

absl::Status Merge(const Flags& flags) {
  size_t folders = 0;
  for (const std::string& input : flags.inputs) folders += IsFolder(input);
  if (folders == 0) return MergeBases(flags);
  if (folders == flags.inputs.size()) return MergeFolders(flags);
  return absl::InvalidArgumentError(
      "the inputs must all be bug bases (files), or all corpora (folders)");
}

absl::StatusOr<Measured> Measure(const Flags& flags, const std::string& path,
                                 const Script& script) {
  Measured out;
  out.path = path;
  out.size = script.steps.size();
  // Somebody has looked at it: see corpus/known.
  out.keep = script.Header("verdict") != nullptr;
  CampaignOptions options;
  ALTEREGO_ASSIGN_OR_RETURN(options.engines,
                            EnginesFor(flags.engines, &script));
  ALTEREGO_ASSIGN_OR_RETURN(const CaseReport report,
                            RunIsolated(script, options, flags.timeout_ms));
  for (const auto& [rule, count] : report.statistics.rules) {
    out.reaches.insert("rule " + rule);
  }
  for (const auto& [outcome, count] : report.statistics.outcomes) {
    out.reaches.insert("outcome " + outcome);
  }
  if (report.divergence) {
    out.reaches.insert("divergence " + report.divergence->Signature());
  }
  return out;
}

absl::Status Minimize(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<CorpusFile> files,
                            ReadCorpus(flags.folder));
  std::vector<Measured> measured;
  for (const CorpusFile& file : files) {
    // Other files are inputs of fuzz targets: libFuzzer's -merge=1 does those.
    if (!absl::EndsWith(file.path, ".sql")) continue;
    ALTEREGO_ASSIGN_OR_RETURN(const Script script,
                              LoadScript(flags.folder + "/" + file.path));
    ALTEREGO_ASSIGN_OR_RETURN(Measured one, Measure(flags, file.path, script));
    measured.push_back(std::move(one));
  }
  const size_t scripts = measured.size();
  const std::vector<std::string> redundant = Redundant(std::move(measured));
  std::vector<CorpusFile> kept;
  for (const CorpusFile& file : files) {
    if (std::binary_search(redundant.begin(), redundant.end(), file.path)) {
      absl::PrintF("%s\n", file.path);
    } else {
      kept.push_back(file);
    }
  }
  if (!flags.output.empty()) {
    ALTEREGO_RETURN_IF_ERROR(WriteCorpus(flags.output, kept));
  }
  if (flags.remove) RemoveFromCorpus(flags.folder, redundant);
  absl::PrintF("%d of %d scripts reach nothing that shorter ones do not%s\n",
               redundant.size(), scripts, flags.remove ? "; removed" : "");
  return absl::OkStatus();
}

}  // namespace

void AddMerge(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "merge", "Make one bug base of several, or one corpus of several");
  verb->add_option("INPUT", flags->inputs,
                   "Bug bases (files) or corpora (folders)")
      ->required();
  verb->add_option("--output,-o", flags->output,
                   "The result; what is there already is merged too")
      ->required();
  verb->callback([flags, exit_code] {
    const absl::Status status = Merge(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
}

void AddMinimizeCorpus(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "minimize-corpus",
      "Name the scripts of a corpus that reach nothing that shorter ones do "
      "not: no rule, no outcome, no divergence");
  verb->add_option("DIR", flags->folder, "The corpus")->required();
  CLI::Option* output = verb->add_option("--output,-o", flags->output,
                                         "Copy what stays to this folder");
  verb->add_flag("--delete", flags->remove, "Remove them from DIR")
      ->excludes(output);
  verb->add_option("--engines", flags->engines,
                   "Engines to run scripts on (default: those that a script "
                   "names, else sqlite,rebuild)");
  AddTimeout(verb, &flags->timeout_ms);
  verb->callback([flags, exit_code] {
    const absl::Status status = Minimize(*flags);
    *exit_code = status.ok() ? kAgreed : Fail(status);
  });
}

}  // namespace alterego::cli
