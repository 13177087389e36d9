// alterego selftest: plants faults and looks whether campaigns find them.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "base/temporary_folder.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "runner/finding.h"
#include "selftest/report.h"

namespace alterego::cli {
namespace {

using selftest::Fault;

struct Flags {
  std::vector<std::string> names, merge;
  std::string seed = "1", duration = "60s", mutants, json, markdown;
  std::string weights;
  bool list = false, no_reduce = false, quiet = false, no_swarm = false;
};

// Every folder of .engines/mutants holds the mutants of one SQLite.
std::vector<std::string> MutantFolders(const Flags& flags) {
  if (!flags.mutants.empty()) return {flags.mutants};
  std::vector<std::string> out;
  std::error_code error;
  for (std::filesystem::directory_iterator it(".engines/mutants", error), end;
       !error && it != end; it.increment(error)) {
    out.push_back(it->path().string());
  }
  std::sort(out.begin(), out.end());
  if (out.empty()) out.push_back(".engines/mutants");
  return out;
}

// "engine", "engine/loses_check" or "loses_check".
bool IsNamed(const Fault& fault, const std::vector<std::string>& names) {
  if (names.empty()) return true;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == fault.family || name == fault.name ||
           name == fault.FullName();
  });
}

absl::StatusOr<std::vector<Fault>> FaultsOf(const Flags& flags,
                                            selftest::Report* report) {
  std::vector<Fault> all = selftest::EngineFaults();
  for (Fault& fault : selftest::FullFaults()) all.push_back(std::move(fault));
  for (const std::string& folder : MutantFolders(flags)) {
    auto some = selftest::SqliteFaults(folder);
    if (some.ok()) {
      all.insert(all.end(), some->begin(), some->end());
    } else if (some.status().code() != absl::StatusCode::kNotFound ||
               !flags.mutants.empty()) {
      return some.status();
    } else {
      report->missing.push_back(std::string(some.status().message()));
    }
  }
  const std::vector<Fault> own = selftest::OwnFaults();
  all.insert(all.end(), own.begin(), own.end());
  if (own.empty()) {
    report->missing.push_back(
        "mutants of the shadow and of the rebuild engine: only in a build "
        "with ALTEREGO_MUTANTS (cmake --preset selftest)");
  }
  for (const std::string& name : flags.names) {
    if (std::none_of(all.begin(), all.end(), [&](const Fault& fault) {
          return IsNamed(fault, {name});
        })) {
      return absl::InvalidArgumentError(absl::StrFormat(
          "there is no fault \"%s\" (see alterego selftest --list)", name));
    }
  }
  std::erase_if(all, [&](const Fault& f) { return !IsNamed(f, flags.names); });
  return all;
}

absl::StatusOr<selftest::PlantOptions> OptionsFrom(const Flags& flags) {
  selftest::PlantOptions options;
  ALTEREGO_ASSIGN_OR_RETURN(options.seed, ParseSeed(flags.seed));
  ALTEREGO_ASSIGN_OR_RETURN(options.duration_ms, ParseDuration(flags.duration));
  options.reduce = !flags.no_reduce;
  options.swarm = !flags.no_swarm;
  ALTEREGO_ASSIGN_OR_RETURN(options.weights, LoadWeights(flags.weights));
  if (std::filesystem::is_directory("corpus/known")) {
    ALTEREGO_ASSIGN_OR_RETURN(options.known,
                              KnownDifferences::Load("corpus/known"));
  }
  return options;
}

// Text to the terminal, files where they were asked for.
absl::StatusOr<int> Show(const Flags& flags, const selftest::Report& report) {
  absl::PrintF("%s", report.Text());
  if (!flags.json.empty()) {
    ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(flags.json, report.Json()));
  }
  if (!flags.markdown.empty()) {
    ALTEREGO_RETURN_IF_ERROR(
        WriteFileAtomically(flags.markdown, report.Markdown()));
  }
  return report.survivors() > 0 ? kDiverged : kAgreed;
}

absl::StatusOr<int> MergeReports(const Flags& flags) {
  selftest::Report report;
  for (const std::string& path : flags.merge) {
    ALTEREGO_ASSIGN_OR_RETURN(const std::string text, ReadFile(path));
    const auto part = selftest::Report::FromJson(text);
    if (!part.ok()) {
      return absl::InvalidArgumentError(absl::StrFormat(
          "%s: %s", path, std::string(part.status().message())));
    }
    report.Merge(*part);
  }
  return Show(flags, report);
}

absl::StatusOr<int> RunSelftest(const Flags& flags) {
  if (!flags.merge.empty()) return MergeReports(flags);
  selftest::Report report;
  ALTEREGO_ASSIGN_OR_RETURN(selftest::PlantOptions options, OptionsFrom(flags));
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Fault> faults,
                            FaultsOf(flags, &report));
  if (flags.list) {
    for (const Fault& fault : faults) {
      absl::PrintF("%-44s %s\n", fault.FullName(), fault.what);
    }
    return kAgreed;
  }
  const TemporaryFolder folder;
  options.folder = folder.path();
  for (const std::string& path : {flags.json, flags.markdown}) {
    ALTEREGO_RETURN_IF_ERROR(CheckWritable(path));
  }
  report.seed = options.seed;
  report.seconds_max = static_cast<double>(options.duration_ms) / 1000;
  for (const Fault& fault : faults) {
    ALTEREGO_ASSIGN_OR_RETURN(selftest::Detection detection,
                              selftest::Plant(fault, options));
    report.plantings.push_back({fault, std::move(detection)});
    // As far as it got: a self-test takes long.
    if (!flags.json.empty()) {
      ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(flags.json, report.Json()));
    }
    if (flags.quiet) continue;
    absl::PrintF("%s", selftest::Report::Line(report.plantings.back()));
    std::fflush(stdout);
  }
  return Show(flags, report);
}

}  // namespace

void AddSelftest(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "selftest", "Plant faults, and look whether campaigns find them");
  verb->add_option(
      "FAULT", flags->names,
      "Faults or families of faults: engine, full, sqlite, shadow, "
      "rebuild (default: all that this program has)");
  verb->add_option("--for", flags->duration,
                   "How long to look for each, on one core: 60s, 2m")
      ->capture_default_str();
  verb->add_option("--seed", flags->seed, "Seed of the campaigns")
      ->capture_default_str();
  verb->add_option("--mutants", flags->mutants,
                   "Folder of a SQLite that scripts/mutants made (default: "
                   "all below .engines/mutants)");
  verb->add_option("--weights", flags->weights,
                   "How often to draw what, as for `alterego fuzz`");
  verb->add_flag("--no-swarm", flags->no_swarm,
                 "Use the weights as they are in every case");
  verb->add_flag("--list", flags->list, "Only name the faults");
  verb->add_flag("--no-reduce", flags->no_reduce,
                 "Keep the scripts of findings as they were drawn");
  verb->add_option("--json", flags->json, "File for the results as JSON");
  verb->add_option("--markdown", flags->markdown,
                   "File for the results as a table (docs/DETECTION.md)");
  verb->add_option("--merge", flags->merge,
                   "Plant nothing: put together what earlier runs wrote with "
                   "--json");
  verb->add_flag("--quiet,-q", flags->quiet, "Only the rates and survivors");
  verb->callback([flags, exit_code] {
    const absl::StatusOr<int> code = RunSelftest(*flags);
    *exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace alterego::cli
