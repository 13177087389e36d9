// Campaign: many cases over one or more worker processes, with live progress,
// findings reduced and written, and a summary.
//
// Workers are child processes, so that an engine that crashes or hangs costs
// one case and ends as a finding. Case i of a campaign with seed s always has
// the same seed, whatever the number of jobs; the log is in case order.
#ifndef ALTEREGO_RUNNER_CAMPAIGN_H_
#define ALTEREGO_RUNNER_CAMPAIGN_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "generator/generator.h"
#include "runner/finding.h"
#include "runner/known.h"
#include "runner/session.h"

namespace alterego {

struct CampaignReport;

struct CampaignOptions {
  uint64_t seed = 0;
  uint64_t first_case = 0;  // campaigns of one seed may share the cases out
  std::optional<uint64_t> runs;        // cases
  std::optional<int64_t> duration_ms;  // whichever comes first
  int jobs = 1;
  std::vector<std::string> engines = {"sqlite", "rebuild"};
  Mode mode = Mode::kSqlite;  // kFull: what its lanes speak, see FullLanes()
  Weights weights = Weights::Defaults();
  bool swarm = true;
  Limits limits;
  SessionOptions session;
  EngineOptions engine;
  // How each process opens its lanes; by default OpenLanes(engines, engine).
  // The canaries of the tests come in here.
  std::function<absl::StatusOr<std::vector<Lane>>()> open_lanes;
  std::string findings_dir = "findings";
  std::string log_path;      // "": none; else every statement and prediction
  bool doublecheck = false;  // every case twice; the logs must be identical
  bool keep_going = false;   // do not stop at the first finding
  KnownDifferences known;    // counted, not reported
  bool reduce = true;
  int reduction_ms_max = 60000;  // each; then the script is kept as it is
  int hang_ms = 20000;  // a worker that Watch says hangs for so long is ended
  // A campaign of the same options that had come so far: this one goes on.
  std::shared_ptr<const CampaignReport> resume;
  // Told every few seconds, and at the end, what is known so far: what `resume`
  // takes. What fails is tried again the next time; the last time it is the
  // report's write_error.
  std::function<absl::Status(const CampaignReport&)> checkpoint;
  int checkpoint_ms = 5000;
};

// How often a campaign met a signature, and in which of its cases.
struct Sighting {
  uint64_t count = 0;  // 0: only a reduction met it
  uint64_t first_case = 0, last_case = 0;
};

struct CampaignReport {
  Statistics statistics;
  // What the statistics of rules could have, on these engines.
  std::vector<std::string_view> rules_in_reach;
  std::vector<Finding> findings;    // reduced, one a signature
  std::vector<Sighting> sightings;  // of each of these
  std::vector<bool> reduced;        // whether each of these is
  std::vector<std::string> finding_paths;
  uint64_t divergences = 0;  // all, before bucketing; without known ones
  std::map<std::string, uint64_t> known;  // signature -> how often met
  uint64_t doublecheck_failures = 0;
  // Of the logs of all cases in their order: two machines that went through the
  // same cases alike have the same one.
  uint64_t digest = 0;
  // The findings are all here, but not all of them could be written.
  absl::Status write_error;
  double seconds = 0;
  uint64_t next_case = 0;  // all below are in the report
  bool interrupted = false;
};

// The lanes of a campaign, freshly opened.
absl::StatusOr<std::vector<Lane>> OpenLanesOf(const CampaignOptions& options);

// What of a divergence is on no list, as a signature: what findings are put
// together by. "" if all of it is known. `versions` are those of the engines.
std::string NewPartOf(const Divergence& divergence,
                      const CampaignOptions& options,
                      const std::vector<SqliteVersion>& versions);

// What a status line needs; called a few times a second.
struct Progress {
  const Statistics& statistics;
  const std::vector<std::string_view>& rules_in_reach;
  const std::vector<std::string>& findings;  // signatures, as they came
  double seconds = 0;
};

// `interrupted` is polled; true ends the campaign cleanly (Ctrl-C).
absl::StatusOr<CampaignReport> RunCampaign(
    const CampaignOptions& options,
    const std::function<void(const Progress&)>& progress,
    const std::function<bool()>& interrupted);

// The seed of case `index`: splitmix of both, so that neighbours differ.
uint64_t CaseSeed(uint64_t campaign_seed, uint64_t index);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_CAMPAIGN_H_
