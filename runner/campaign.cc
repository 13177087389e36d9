#include "runner/campaign.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <deque>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "runner/wire.h"
#include "runner/worker.h"
#include "shadow/guard.h"

namespace alterego {
namespace {

using Clock = std::chrono::steady_clock;

int64_t MillisecondsSince(Clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() -
                                                               start)
      .count();
}

// How many cases may be in a worker's pipe, and how far the fastest worker may
// run ahead of the slowest: what bounds the memory.
constexpr size_t kQueued = 2;
constexpr uint64_t kAheadMax = 4096;

struct Worker {
  Child child;
  std::unique_ptr<FlightRecorder> recorder;
  Inbox inbox;
  std::deque<uint64_t> assigned;
  Watch watch;
};

struct Bucket {
  Finding finding;
  Sighting sighting;
  bool queued = false;  // waits for its reduction, or is in it
  bool reduced = false;
};

struct Reducing {
  Child child;
  std::unique_ptr<FlightRecorder> recorder;
  Inbox inbox;
  std::string signature;
  Clock::time_point started_at;
};

// The log file: written as the cases come, checked at every write. Ends at the
// first one that fails: a log with a hole in it would be worse than none, and
// a campaign must outlive a full disk.
class LogFile {
 public:
  absl::Status Open(const std::string& path) {
    path_ = path;
    if (path.empty()) return absl::OkStatus();
    fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    return fd_ < 0 ? Fault() : absl::OkStatus();
  }
  ~LogFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  void Write(std::string_view text) {
    while (fd_ >= 0 && fault_.ok() && !text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) {
        fault_ = Fault();
      } else {
        text.remove_prefix(static_cast<size_t>(written));
      }
    }
  }
  const absl::Status& fault() const { return fault_; }

 private:
  absl::Status Fault() const {
    return absl::UnavailableError(absl::StrFormat(
        "cannot write the log \"%s\": %s", path_, std::strerror(errno)));
  }
  std::string path_;
  int fd_ = -1;
  absl::Status fault_;
};

class Campaign {
 public:
  Campaign(const CampaignOptions& options,
           const std::function<void(const Progress&)>& progress,
           const std::function<bool()>& interrupted)
      : options_(options), progress_(progress), interrupted_(interrupted) {}
  ~Campaign() {
    for (Worker& worker : workers_) EndChild(worker.child);
    for (Reducing& reducing : reducing_) EndChild(reducing.child);
  }

  absl::StatusOr<CampaignReport> Run();

 private:
  absl::Status Prepare();
  absl::Status StartWorker(Worker& worker);
  bool MoreCases() const;
  void HandOut();
  absl::Status Wait();
  absl::Status ReadWorker(Worker& worker);
  absl::Status FailedIn(const Worker& worker, const CaseReport& report) const;
  absl::Status ReplaceWorker(Worker& worker, Lost::How how);
  absl::Status CheckHanging();
  void AbsorbReady();
  void Absorb(CaseReport report);
  std::string NewPart(const Divergence& divergence) const {
    return NewPartOf(divergence, options_, versions_);
  }
  bool IsKnown(const Divergence& divergence) const {
    return NewPart(divergence).empty();
  }
  // Without the number of a case it was met by a reduction, not by a case.
  void Bin(const Divergence& divergence, const Script& script, uint64_t seed,
           std::optional<uint64_t> index);
  absl::Status StartReductions();
  absl::Status ReadReduction(Reducing& reducing);
  void FinishReduction(Reducing& reducing,
                       const std::optional<std::string>& message);
  bool Idle() const;
  double Seconds() const {
    return seconds_before_ + MillisecondsSince(start_) / 1000.0;
  }
  void Resume();
  std::string PathOf(const Finding& finding) const {
    return options_.findings_dir + "/" + FindingFileName(finding);
  }
  // At once, so that who watches need not wait for the end, and what ends the
  // process takes nothing away. The last word on errors is Summarise's.
  void Keep(const Finding& finding) {
    WriteFileAtomically(PathOf(finding), FindingText(finding)).IgnoreError();
  }
  void Checkpoint();
  void CollectFindings();
  absl::StatusOr<CampaignReport> Summarise();

  const CampaignOptions& options_;
  const std::function<void(const Progress&)>& progress_;
  const std::function<bool()>& interrupted_;
  const Clock::time_point start_ = Clock::now();
  double seconds_before_ = 0;  // of the campaign that this one goes on with
  CampaignReport report_;
  std::vector<SqliteVersion> versions_;  // of the engines
  LogFile log_;
  std::vector<Worker> workers_;
  std::deque<uint64_t> again_;  // cases that a dead worker did not come to
  uint64_t next_ = 0;           // the first case that nobody has had
  uint64_t absorbed_ = 0;       // all cases below are in the report
  std::map<uint64_t, CaseReport> ready_;
  bool stopping_ = false;
  int deaths_ = 0;                  // in a row, without a case to blame
  std::vector<std::string> order_;  // signatures as they came
  std::map<std::string, Bucket> buckets_;
  std::deque<std::string> to_reduce_;
  std::vector<Reducing> reducing_;
};

absl::Status Campaign::Prepare() {
  // A spec that names no engine fails here, before anything has started.
  ALTEREGO_ASSIGN_OR_RETURN(std::vector<Lane> lanes, OpenLanesOf(options_));
  std::set<std::string_view> rules;
  for (const Lane& lane : lanes) {
    const Dialect& dialect = lane.engine->info().dialect;
    versions_.push_back(dialect.version);
    for (const shadow::RuleInfo& rule : shadow::RulesInReach(dialect)) {
      rules.insert(rule.rule);
    }
  }
  lanes.clear();
  Resume();
  report_.rules_in_reach.assign(rules.begin(), rules.end());
  ALTEREGO_RETURN_IF_ERROR(log_.Open(options_.log_path));
  ALTEREGO_RETURN_IF_ERROR(CheckDirectoryWritable(options_.findings_dir));
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);  // a write fails then, and says so
  uint64_t jobs = static_cast<uint64_t>(std::max(options_.jobs, 1));
  if (options_.runs)
    jobs = std::min(jobs, std::max<uint64_t>(*options_.runs, 1));
  workers_.resize(jobs);
  for (Worker& worker : workers_) {
    ALTEREGO_ASSIGN_OR_RETURN(worker.recorder, FlightRecorder::Create());
    ALTEREGO_RETURN_IF_ERROR(StartWorker(worker));
  }
  return absl::OkStatus();
}

// Takes up what an earlier process left; its findings wait for their reduction
// again if they had not had it.
void Campaign::Resume() {
  next_ = absorbed_ = report_.next_case = options_.first_case;
  if (options_.resume == nullptr) return;
  report_ = *options_.resume;
  report_.interrupted = false;
  next_ = absorbed_ = report_.next_case;
  seconds_before_ = report_.seconds;
  for (size_t i = 0; i < report_.findings.size(); ++i) {
    const Divergence& divergence = report_.findings[i].divergence;
    std::string signature = NewPart(divergence);
    // Listed since: it was new when it was found.
    if (signature.empty()) signature = divergence.Signature();
    order_.push_back(signature);
    Bucket& bucket = buckets_[signature];
    bucket.finding = report_.findings[i];
    bucket.sighting = report_.sightings[i];
    bucket.reduced = report_.reduced[i];
    bucket.queued = options_.reduce && !bucket.reduced &&
                    !bucket.finding.script.steps.empty();
    if (bucket.queued) to_reduce_.push_back(signature);
  }
  stopping_ = !options_.keep_going &&
              report_.divergences + report_.doublecheck_failures > 0;
}

absl::Status Campaign::StartWorker(Worker& worker) {
  worker.recorder->Clear();
  worker.inbox = Inbox();
  worker.watch.Restart();
  FlightRecorder* recorder = worker.recorder.get();
  ALTEREGO_ASSIGN_OR_RETURN(worker.child,
                            StartChild([this, recorder](int in, int out) {
                              return WorkerMain(in, out, options_, *recorder);
                            }));
  return absl::OkStatus();
}

bool Campaign::MoreCases() const {
  if (stopping_) return false;
  return !again_.empty() || !options_.runs ||
         next_ - options_.first_case < *options_.runs;
}

void Campaign::HandOut() {
  for (size_t depth = 1; depth <= kQueued; ++depth) {
    for (Worker& worker : workers_) {
      if (worker.assigned.size() >= depth || !MoreCases()) continue;
      uint64_t index = next_;
      if (!again_.empty()) {
        index = again_.front();
        again_.pop_front();
      } else if (next_ >= absorbed_ + kAheadMax) {
        continue;
      } else {
        ++next_;
      }
      worker.assigned.push_back(index);
      // A worker that is gone is noticed when its messages end.
      WriteToPipe(worker.child.to, absl::StrFormat("%d\n", index));
    }
  }
}

// No answer of an engine but a failure of the machine or of ours: says where.
absl::Status Campaign::FailedIn(const Worker& worker,
                                const CaseReport& report) const {
  const Script script = worker.recorder->script();
  std::string where =
      absl::StrFormat("in case %d of seed %d", report.index, options_.seed);
  if (!script.steps.empty()) {
    absl::StrAppendFormat(&where, ", statement %d: %s", script.steps.size() - 1,
                          script.steps.back().sql);
  }
  return absl::UnavailableError(
      absl::StrFormat("%s (%s)", report.error, where));
}

absl::Status Campaign::ReadWorker(Worker& worker) {
  char buffer[1 << 16];
  const ssize_t count = ::read(worker.child.from, buffer, sizeof buffer);
  if (count < 0 && errno == EINTR) return absl::OkStatus();
  if (count <= 0) return ReplaceWorker(worker, Lost::How::kCrash);
  worker.inbox.Append(std::string_view(buffer, static_cast<size_t>(count)));
  while (std::optional<std::string> message = worker.inbox.Next()) {
    ALTEREGO_ASSIGN_OR_RETURN(CaseReport report, UnpackCaseReport(*message));
    if (!report.error.empty()) return FailedIn(worker, report);
    ALTEREGO_CHECK(!worker.assigned.empty() &&
                   worker.assigned.front() == report.index);
    worker.assigned.pop_front();
    deaths_ = 0;
    ready_.emplace(report.index, std::move(report));
  }
  return absl::OkStatus();
}

// The worker is gone, or has to go. The case that it was in is lost; the
// others that it had are handed out again.
absl::Status Campaign::ReplaceWorker(Worker& worker, Lost::How how) {
  const int status = EndChild(worker.child);
  const FlightRecorder& recorder = *worker.recorder;
  const std::string detail =
      how == Lost::How::kTimeout ? "no sign of life" : DescribeExit(status);
  if (recorder.busy() && !worker.assigned.empty() &&
      worker.assigned.front() == recorder.case_index()) {
    CaseReport report;
    report.index = recorder.case_index();
    report.statistics.cases = 1;
    report.statistics.lost = 1;
    report.script = recorder.script();
    report.statistics.statements = report.script.steps.size();
    report.divergence = LostDivergence(recorder, how, detail, options_.engines);
    report.log = absl::StrFormat("lost: %s\n", detail);
    report.digest = LogDigest(report.log);
    worker.assigned.pop_front();
    ready_.emplace(report.index, std::move(report));
  } else if (++deaths_ > 3) {
    return absl::InternalError(absl::StrFormat(
        "worker processes end by themselves, outside of any case: %s", detail));
  }
  again_.insert(again_.begin(), worker.assigned.begin(), worker.assigned.end());
  worker.assigned.clear();
  return StartWorker(worker);
}

absl::Status Campaign::CheckHanging() {
  for (Worker& worker : workers_) {
    if (!worker.recorder->busy()) {
      worker.watch.Restart();
    } else if (worker.watch.IsHanging(worker.child, *worker.recorder,
                                      options_.hang_ms)) {
      ALTEREGO_RETURN_IF_ERROR(ReplaceWorker(worker, Lost::How::kTimeout));
    }
  }
  for (Reducing& reducing : reducing_) {
    if (MillisecondsSince(reducing.started_at) > options_.reduction_ms_max) {
      FinishReduction(reducing, std::nullopt);
    }
  }
  return absl::OkStatus();
}

absl::Status Campaign::Wait() {
  std::vector<pollfd> descriptors;
  for (const Worker& worker : workers_) {
    descriptors.push_back({worker.child.from, POLLIN, 0});
  }
  for (const Reducing& reducing : reducing_) {
    descriptors.push_back({reducing.child.from, POLLIN, 0});
  }
  const int ready = ::poll(descriptors.data(), descriptors.size(), 100);
  if (ready <= 0) return absl::OkStatus();  // a signal, or nothing yet
  const size_t workers = workers_.size(), all = descriptors.size();
  for (size_t i = 0; i < all; ++i) {
    if (descriptors[i].revents == 0) continue;
    ALTEREGO_RETURN_IF_ERROR(i < workers
                                 ? ReadWorker(workers_[i])
                                 : ReadReduction(reducing_[i - workers]));
  }
  return absl::OkStatus();
}

void Campaign::Bin(const Divergence& divergence, const Script& script,
                   uint64_t seed, std::optional<uint64_t> index) {
  const std::string signature = NewPart(divergence);
  Bucket& bucket = buckets_[signature];
  const bool is_new = bucket.finding.script.steps.empty();
  if (index) {
    if (bucket.sighting.count++ == 0) bucket.sighting.first_case = *index;
    bucket.sighting.last_case = *index;
  }
  const bool is_shorter =
      !bucket.queued &&
      script.steps.size() < bucket.finding.script.steps.size();
  if (!is_new && !is_shorter) return;
  if (is_new) order_.push_back(signature);
  bucket.finding = Finding{script,        divergence,          options_.engines,
                           seed,          script.steps.size(),
                           /*answers=*/""};
  bucket.reduced = false;
  Keep(bucket.finding);
  if (!options_.reduce || script.steps.empty()) return;
  bucket.queued = true;
  to_reduce_.push_back(signature);
}

void Campaign::Absorb(CaseReport report) {
  const uint64_t seed = CaseSeed(options_.seed, report.index);
  report_.statistics.Merge(report.statistics);
  report_.digest = (report_.digest ^ report.digest) * 1099511628211u;
  if (!report.log.empty()) {
    log_.Write(absl::StrFormat("case %d seed 0x%x\n", report.index, seed));
    log_.Write(report.log);
  }
  if (report.doublecheck_failed) {
    ++report_.doublecheck_failures;
    stopping_ |= !options_.keep_going;
  }
  if (!report.divergence) return;
  if (IsKnown(*report.divergence)) {
    ++report_.known[report.divergence->Signature()];
    return;
  }
  ++report_.divergences;
  Bin(*report.divergence, report.script, seed, report.index);
  stopping_ |= !options_.keep_going;
}

// In the order of the cases, whoever ran them. What ran beyond the first
// finding is dropped, so that the number of jobs does not show.
void Campaign::AbsorbReady() {
  while (!ready_.empty() && ready_.begin()->first == absorbed_) {
    CaseReport report = std::move(ready_.begin()->second);
    ready_.erase(ready_.begin());
    report_.next_case = ++absorbed_;
    const bool finds = report.divergence && !IsKnown(*report.divergence);
    Absorb(std::move(report));
    if (finds && !options_.keep_going) {
      ready_.clear();
      absorbed_ = UINT64_MAX;  // nothing comes behind it
    }
  }
  if (absorbed_ == UINT64_MAX) ready_.clear();
}

absl::Status Campaign::StartReductions() {
  while (!to_reduce_.empty() &&
         reducing_.size() < std::max<size_t>(workers_.size() / 2, 1)) {
    const std::string signature = std::move(to_reduce_.front());
    to_reduce_.pop_front();
    const Finding& finding = buckets_[signature].finding;
    Reducing reducing;
    reducing.signature = signature;
    reducing.started_at = Clock::now();
    ALTEREGO_ASSIGN_OR_RETURN(
        reducing.child, StartChild([&](int, int out) {
          const ReductionReport report =
              ReduceScript(finding.script, finding.divergence, options_);
          return WriteToPipe(out, Message(Pack(report))) ? 0 : 1;
        }));
    reducing_.push_back(std::move(reducing));
  }
  return absl::OkStatus();
}

absl::Status Campaign::ReadReduction(Reducing& reducing) {
  char buffer[1 << 16];
  const ssize_t count = ::read(reducing.child.from, buffer, sizeof buffer);
  if (count < 0 && errno == EINTR) return absl::OkStatus();
  if (count <= 0) {
    FinishReduction(reducing, std::nullopt);
    return absl::OkStatus();
  }
  reducing.inbox.Append(std::string_view(buffer, static_cast<size_t>(count)));
  if (std::optional<std::string> message = reducing.inbox.Next()) {
    FinishReduction(reducing, message);
  }
  return absl::OkStatus();
}

// Without a message the reducer is gone or too slow: the script stays as it is.
void Campaign::FinishReduction(Reducing& reducing,
                               const std::optional<std::string>& message) {
  EndChild(reducing.child);
  Bucket& bucket = buckets_[reducing.signature];
  bucket.queued = false;
  if (!message) return;
  absl::StatusOr<ReductionReport> report = UnpackReductionReport(*message);
  if (!report.ok() || !report->error.empty()) return;
  bucket.finding.script = std::move(report->script);
  bucket.finding.divergence = std::move(report->divergence);
  bucket.finding.answers = std::move(report->answers);
  bucket.reduced = true;
  Keep(bucket.finding);
  // What a reduction met by the way is worth a look, but what the reduction of
  // that meets in turn would never end.
  if (!options_.keep_going || bucket.sighting.count == 0) return;
  for (const auto& [divergence, script] : report->others) {
    const std::string part = NewPart(divergence);
    if (part.empty() || buckets_.count(part) > 0) continue;
    Bin(divergence, script, bucket.finding.seed, std::nullopt);
  }
}

bool Campaign::Idle() const {
  for (const Worker& worker : workers_) {
    if (!worker.assigned.empty()) return false;
  }
  return !MoreCases() && reducing_.empty() && to_reduce_.empty();
}

absl::StatusOr<CampaignReport> Campaign::Run() {
  ALTEREGO_RETURN_IF_ERROR(Prepare());
  Clock::time_point shown_at = start_, saved_at = start_;
  while (!Idle()) {
    HandOut();
    ALTEREGO_RETURN_IF_ERROR(Wait());
    reducing_.erase(
        std::remove_if(reducing_.begin(), reducing_.end(),
                       [](const Reducing& r) { return r.child.pid < 0; }),
        reducing_.end());
    ALTEREGO_RETURN_IF_ERROR(CheckHanging());
    AbsorbReady();
    ALTEREGO_RETURN_IF_ERROR(StartReductions());
    if (options_.duration_ms &&
        Seconds() * 1000 >= static_cast<double>(*options_.duration_ms)) {
      stopping_ = true;
    }
    if (interrupted_ && interrupted_()) {
      report_.interrupted = true;
      stopping_ = true;
      to_reduce_.clear();
      for (Reducing& r : reducing_) FinishReduction(r, std::nullopt);
      reducing_.clear();
    }
    if (MillisecondsSince(saved_at) >= options_.checkpoint_ms) {
      Checkpoint();
      saved_at = Clock::now();
    }
    if (progress_ && MillisecondsSince(shown_at) >= 200) {
      shown_at = Clock::now();
      progress_(Progress{report_.statistics, report_.rules_in_reach, order_,
                         Seconds()});
    }
  }
  return Summarise();
}

void Campaign::CollectFindings() {
  report_.findings.clear();
  report_.sightings.clear();
  report_.reduced.clear();
  for (const std::string& signature : order_) {
    const Bucket& bucket = buckets_[signature];
    report_.findings.push_back(bucket.finding);
    report_.sightings.push_back(bucket.sighting);
    report_.reduced.push_back(bucket.reduced);
  }
  report_.seconds = Seconds();
}

void Campaign::Checkpoint() {
  if (!options_.checkpoint) return;
  CollectFindings();
  // A disk that is full now may not be later: the campaign goes on.
  options_.checkpoint(report_).IgnoreError();
}

absl::StatusOr<CampaignReport> Campaign::Summarise() {
  CollectFindings();
  report_.finding_paths.clear();
  report_.write_error.Update(log_.fault());
  for (const Finding& finding : report_.findings) {
    const std::string path = PathOf(finding);
    report_.write_error.Update(WriteFileAtomically(path, FindingText(finding)));
    report_.finding_paths.push_back(path);
  }
  if (options_.checkpoint) {
    report_.write_error.Update(options_.checkpoint(report_));
  }
  return std::move(report_);
}

}  // namespace

std::string NewPartOf(const Divergence& divergence,
                      const CampaignOptions& options,
                      const std::vector<SqliteVersion>& versions) {
  std::string out = divergence.Signature();
  for (size_t i = 0; i < options.engines.size(); ++i) {
    if (options.engines[i] != divergence.actual_from) continue;
    out = options.known.NewPart(divergence, versions[i]);
    if (out.empty()) break;
  }
  return out;
}

absl::StatusOr<std::vector<Lane>> OpenLanesOf(const CampaignOptions& options) {
  return options.open_lanes ? options.open_lanes()
                            : OpenLanes(options.engines, options.engine);
}

uint64_t CaseSeed(uint64_t campaign_seed, uint64_t index) {
  // SplitMix64 of the campaign's seed, moved on by the case's number.
  uint64_t z = campaign_seed * 0xd1342543de82ef95u + index;
  z += 0x9e3779b97f4a7c15u;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

absl::StatusOr<CampaignReport> RunCampaign(
    const CampaignOptions& options,
    const std::function<void(const Progress&)>& progress,
    const std::function<bool()>& interrupted) {
  return Campaign(options, progress, interrupted).Run();
}

}  // namespace alterego
