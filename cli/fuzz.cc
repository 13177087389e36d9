// alterego fuzz: a campaign.
#include <signal.h>
#include <sys/random.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "cli/bugs_text.h"
#include "cli/common.h"
#include "cli/fuzz_coverage.h"
#include "cli/shard.h"
#include "cli/status_line.h"
#include "cli/summary.h"
#include "cli/verbs.h"
#include "engines/engine.h"
#include "runner/finding.h"
#include "runner/known.h"

namespace alterego::cli {
namespace {

struct Flags {
  std::string seed, duration, mode = "sqlite", engines, weights;
  uint64_t runs = 0;
  int jobs = 0;
  int max_statements = 0;
  std::string findings = "findings", log, summary, known;
  std::string bugs, date, shard, checkpoint;
  bool no_known = false, doublecheck = false, quiet = false;
  bool unsupported = false;
  bool keep_going = false, no_swarm = false, no_reduce = false;
  bool resume = false;
  CoverageFlag coverage;
};

// Set by the first Ctrl-C; the second one is the system's again.
volatile sig_atomic_t interrupted = 0;
extern "C" void OnSignal(int signal) {
  interrupted = 1;
  ::signal(signal, SIG_DFL);
}

uint64_t FreshSeed() {
  uint64_t seed = 0;
  if (::getrandom(&seed, sizeof seed, 0) != sizeof seed) seed = 1;
  return seed & 0xffffffff;  // short enough to type
}

// What one of the engines has not got is not drawn: it would be found at once
// and again and again.
absl::Status LeaveOutLacking(const std::vector<std::string>& engines,
                             CampaignOptions* options) {
  for (const std::string& spec : engines) {
    const std::string family = EngineFamily(spec);
    if (family == "sqlite" || family == "rebuild") continue;
    options->weights.Set(Feature::kDbConfig, 0);
    ALTEREGO_ASSIGN_OR_RETURN(std::unique_ptr<Engine> engine,
                              OpenEngine(spec, options->engine));
    for (const std::string& name : engine->info().traits.lacks) {
      const std::optional<Feature> feature = FeatureByName(name);
      if (!feature) {
        return absl::InternalError(absl::StrFormat(
            "engine %s lacks \"%s\", which is no weight", spec, name));
      }
      options->weights.Set(*feature, 0);
    }
  }
  return absl::OkStatus();
}

// A shard goes on where it was stopped, finds all that there is, and needs
// somewhere to keep it: other defaults.
absl::Status PrepareShard(Flags* flags) {
  if (flags->shard.empty()) return absl::OkStatus();
  if (flags->seed.empty()) {
    return absl::InvalidArgumentError(
        "--shard needs --seed: all shards of a campaign have the same one");
  }
  flags->resume = flags->keep_going = true;
  if (flags->bugs.empty()) flags->bugs = flags->findings + "/" + kDefaultBugs;
  return ParseShard(flags->shard).status();
}

absl::StatusOr<CampaignOptions> OptionsFrom(const Flags& flags) {
  CampaignOptions options;
  options.seed = FreshSeed();
  if (!flags.seed.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(options.seed, ParseSeed(flags.seed));
  }
  if (flags.runs > 0) options.runs = flags.runs;
  if (!flags.checkpoint.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(const int64_t every,
                              ParseDuration(flags.checkpoint));
    options.checkpoint_ms = static_cast<int>(std::min<int64_t>(every, 1 << 30));
  }
  if (!flags.shard.empty()) ApplyShard(*ParseShard(flags.shard), &options);
  const std::string duration =
      flags.duration.empty() && flags.runs == 0 ? "60s" : flags.duration;
  if (!duration.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(options.duration_ms, ParseDuration(duration));
  }
  options.jobs = flags.jobs > 0 ? flags.jobs : DefaultJobs();
  options.mode = flags.mode == "full" ? Mode::kFull : Mode::kSqlite;
  ALTEREGO_ASSIGN_OR_RETURN(options.engines,
                            EnginesFor(flags.engines, nullptr, options.mode));
  ALTEREGO_ASSIGN_OR_RETURN(options.weights, LoadWeights(flags.weights));
  if (!flags.unsupported) {
    ALTEREGO_RETURN_IF_ERROR(LeaveOutLacking(options.engines, &options));
  }
  options.swarm = !flags.no_swarm;
  if (flags.max_statements > 0) {
    options.limits.statements_max = flags.max_statements;
  }
  options.findings_dir = flags.findings;
  options.log_path = flags.log;
  options.doublecheck = flags.doublecheck;
  options.keep_going = flags.keep_going;
  options.reduce = !flags.no_reduce;
  std::string known = flags.known;
  if (known.empty() && std::filesystem::is_directory("corpus/known")) {
    known = "corpus/known";
  }
  if (!flags.no_known && !known.empty()) {
    ALTEREGO_ASSIGN_OR_RETURN(options.known, KnownDifferences::Load(known));
  }
  // Before the campaign, not at its end.
  ALTEREGO_RETURN_IF_ERROR(CheckDirectoryWritable(options.findings_dir));
  ALTEREGO_RETURN_IF_ERROR(CheckWritable(flags.log));
  ALTEREGO_RETURN_IF_ERROR(CheckWritable(flags.summary));
  return options;
}

std::string SummaryPath(const Flags& flags) {
  return flags.summary.empty() ? flags.findings + "/" + kSummaryName
                               : flags.summary;
}

// The bug base, if there is to be one.
absl::StatusOr<std::unique_ptr<BugRecorder>> AttachBugs(
    const Flags& flags, CampaignOptions* options) {
  if (flags.bugs.empty()) return std::unique_ptr<BugRecorder>();
  ALTEREGO_ASSIGN_OR_RETURN(CampaignKey key, KeyOf(*options, flags.date));
  auto recorder = std::make_unique<BugRecorder>(flags.bugs, std::move(key));
  ALTEREGO_RETURN_IF_ERROR(recorder->Attach(flags.resume, options));
  if (recorder->cases_before() > 0 && !flags.quiet) {
    absl::FPrintF(stderr, "going on after %d cases, from %s\n",
                  recorder->cases_before(), flags.bugs);
  }
  return recorder;
}

int ExitCodeOf(const Flags& flags, const CampaignReport& report) {
  if (!flags.shard.empty() && report.interrupted) {
    return Fail(kHarness,
                absl::StrFormat("interrupted after %d cases: the same command "
                                "goes on from there",
                                report.statistics.cases));
  }
  if (report.divergences > 0 || report.doublecheck_failures > 0) {
    return kDiverged;
  }
  if (report.statistics.alters == 0) {
    return Fail(kInconclusive,
                "no ALTER was checked: give more time (--for) or more cases "
                "(--runs)");
  }
  return kAgreed;
}

int RunFuzz(Flags flags) {
  const absl::Status prepared = PrepareShard(&flags);
  if (!prepared.ok()) return Fail(prepared);
  absl::StatusOr<CampaignOptions> options = OptionsFrom(flags);
  if (!options.ok()) return Fail(options.status());
  if (!flags.quiet) {
    absl::FPrintF(stderr, "alterego fuzz --seed 0x%x --engines %s%s\n",
                  options->seed, absl::StrJoin(options->engines, ","),
                  options->mode == Mode::kFull ? " --mode=full" : "");
  }
  const auto recorder = AttachBugs(flags, &*options);
  if (!recorder.ok()) return Fail(recorder.status());
  ::signal(SIGINT, OnSignal);
  ::signal(SIGTERM, OnSignal);
  StatusLine line(flags.quiet);
  absl::StatusOr<CampaignReport> report = RunCampaign(
      *options,
      [&](const Progress& progress) {
        line.Show(progress);
        if (*recorder != nullptr) (*recorder)->Sampled(progress);
      },
      [] { return interrupted != 0; });
  line.Clear();
  if (!report.ok())
    return Fail(kHarness, std::string(report.status().message()));
  const absl::Status written =
      WriteFileAtomically(SummaryPath(flags), SummaryJson(*options, *report));
  const bool diverged =
      report->divergences > 0 || report->doublecheck_failures > 0;
  if (!flags.quiet || diverged) {
    absl::PrintF("%s", SummaryText(*options, *report));
  }
  for (const absl::Status& status : {report->write_error, written}) {
    if (!status.ok()) return Fail(kHarness, std::string(status.message()));
  }
  return ExitCodeOf(flags, *report);
}

// Which dialect, on which engines.
void AddLanes(CLI::App& verb, Flags& flags) {
  verb.add_option("--mode", flags.mode,
                  "sqlite: what SQLite's ALTER TABLE accepts and refuses; "
                  "full: the whole dialect of docs/dialect.md, on the "
                  "rebuild engine in each of its ways")
      ->check(CLI::IsMember({"sqlite", "full"}))
      ->capture_default_str();
  verb.add_option("--engines", flags.engines,
                  "Engines to hold against the prediction and each other, "
                  "separated by commas; see `alterego engines` (default: "
                  "sqlite,rebuild; with --mode=full rebuild)");
}

void AddDrawing(CLI::App& verb, Flags& flags) {
  verb.add_option("--weights", flags.weights,
                  "How often to draw what: name=weight,... or @FILE; see "
                  "`alterego help weights`");
  verb.add_flag("--no-swarm", flags.no_swarm,
                "Use the weights as they are in every case, instead of "
                "turning some off in each");
  verb.add_flag("--unsupported", flags.unsupported,
                "Draw also what the profile of an engine says that it lacks");
  verb.add_option("--max-statements", flags.max_statements,
                  "Statements in a case (default: 40)")
      ->check(CLI::Range(1, 100000));
}

}  // namespace

void AddFuzz(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "fuzz", "Run generated cases until time is up or something diverges");
  verb->add_option("--seed", flags->seed,
                   "Seed of the campaign, decimal or 0x...; the same seed "
                   "gives the same cases (default: a fresh one, printed)");
  verb->add_option("--runs", flags->runs, "Stop after so many cases")
      ->check(CLI::Range(uint64_t{1}, UINT64_MAX));
  verb->add_option("--for,--duration", flags->duration,
                   "Stop after so long: 90s, 10m, 2h (default: 60s, unless "
                   "--runs is given)");
  verb->add_option("--jobs,-j", flags->jobs,
                   "Worker processes (default: one a processor)")
      ->check(CLI::Range(1, 1024));
  AddLanes(*verb, *flags);
  AddDrawing(*verb, *flags);
  verb->add_option("--findings", flags->findings,
                   "Directory for the findings, one .sql file a bug")
      ->capture_default_str();
  CLI::Option* known = verb->add_option(
      "--known", flags->known,
      "Directory of known differences, which are counted and not reported "
      "(default: corpus/known, if there is one)");
  verb->add_flag("--no-known", flags->no_known, "Report known differences too")
      ->excludes(known);
  verb->add_option("--bugs", flags->bugs,
                   "Bug base to keep findings and statistics in, for `alterego "
                   "bugs` and `alterego report`; made if it is not there");
  verb->add_option("--date", flags->date,
                   "Date of the campaign in the bug base; no clock is asked");
  verb->add_option("--checkpoint", flags->checkpoint,
                   "How often the bug base is written to (default: 5s): what "
                   "is lost at most if the machine stops");
  verb->add_flag("--resume", flags->resume,
                 "Go on with this campaign where the bug base says that it "
                 "was stopped");
  verb->add_option("--shard", flags->shard,
                   "PART/PARTS, like 0/4: only this part of the cases of the "
                   "seed. Implies --keep-going, --resume and a bug base in the "
                   "directory of findings");
  verb->add_flag("--keep-going", flags->keep_going,
                 "Do not stop at the first finding");
  verb->add_flag("--no-reduce", flags->no_reduce,
                 "Keep the scripts of findings as they were drawn");
  verb->add_flag("--doublecheck", flags->doublecheck,
                 "Run every case twice; the logs must be identical");
  verb->add_option("--log", flags->log,
                   "File for every statement, prediction and answer");
  verb->add_option("--summary", flags->summary,
                   "File for the summary as JSON, which `alterego rules` and "
                   "`alterego coverage` read (default: summary.json in the "
                   "directory of findings)");
  verb->add_flag("--quiet,-q", flags->quiet,
                 "Say nothing unless something diverges or fails");
  flags->coverage.AddTo(verb);
  verb->callback([flags, verb, exit_code] {
    const bool findings = verb->count("--findings") > 0;
    *exit_code = flags->coverage.given()
                     ? flags->coverage.Run(flags->duration,
                                           findings ? flags->findings : "")
                     : RunFuzz(*flags);
  });
}

}  // namespace alterego::cli
