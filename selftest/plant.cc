#include <poll.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "base/status_macros.h"
#include "runner/worker.h"
#include "selftest/fault.h"

namespace alterego::selftest {
namespace {

using Clock = std::chrono::steady_clock;

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

constexpr uint64_t kCasesInALot = 200;

// Of one core, by all processes that have ended: what it would take on a
// machine that does nothing else.
double ChildrenSeconds() {
  rusage usage{};
  ::getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) +
           static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// A worker inherits the variable; nobody else sees it.
class Planted {
 public:
  explicit Planted(const Fault& fault) {
    if (!fault.mutant.empty()) {
      ::setenv(kMutantVariable, fault.mutant.c_str(), 1);
    }
  }
  ~Planted() { ::unsetenv(kMutantVariable); }
  Planted(const Planted&) = delete;
  Planted& operator=(const Planted&) = delete;
};

CampaignOptions Honest(const Fault& fault, const PlantOptions& options) {
  CampaignOptions out;
  out.seed = options.seed;
  out.engines = fault.engines;
  if (fault.family == "full") out.mode = Mode::kFull;
  out.findings_dir = options.folder;
  out.known = options.known;
  out.weights = options.weights;
  out.swarm = options.swarm;
  out.reduce = false;
  out.hang_ms = 3000;
  return out;
}

CampaignOptions Lying(const Fault& fault, const PlantOptions& options) {
  CampaignOptions out = Honest(fault, options);
  if (fault.lie == nullptr) return out;
  out.open_lanes = [engines = fault.engines, lie = fault.lie] {
    auto lanes = OpenLanes(engines, {});
    if (lanes.ok()) {
      Lane& first = lanes->front();
      first.engine = std::make_unique<Liar>(std::move(first.engine), *lie);
    }
    return lanes;
  };
  return out;
}

// What a child process reports, or nullopt if there was no time for it.
std::optional<std::string> MessageOf(const Child& child, int timeout_ms) {
  const Clock::time_point start = Clock::now();
  Inbox inbox;
  while (true) {
    const int left = timeout_ms - static_cast<int>(SecondsSince(start) * 1000);
    pollfd descriptor{child.from, POLLIN, 0};
    const int ready = left > 0 ? ::poll(&descriptor, 1, left) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return std::nullopt;
    char buffer[1 << 16];
    const ssize_t count = ::read(child.from, buffer, sizeof buffer);
    if (count <= 0) return std::nullopt;
    inbox.Append(std::string_view(buffer, static_cast<size_t>(count)));
    if (auto message = inbox.Next()) return message;
  }
}

absl::Status ReduceIn(const CampaignOptions& campaign,
                      const PlantOptions& options, const Finding& finding,
                      Detection* detection) {
  const Clock::time_point start = Clock::now();
  ALTEREGO_ASSIGN_OR_RETURN(
      Child child, StartChild([&](int, int out) {
        const ReductionReport report =
            ReduceScript(finding.script, finding.divergence, campaign);
        return WriteToPipe(out, Message(Pack(report))) ? 0 : 1;
      }));
  const auto message = MessageOf(child, options.reduction_ms_max);
  EndChild(child);
  detection->reduction_seconds = SecondsSince(start);
  if (!message) return absl::OkStatus();
  ALTEREGO_ASSIGN_OR_RETURN(ReductionReport report,
                            UnpackReductionReport(*message));
  detection->reduced = report.error.empty();
  if (detection->reduced) detection->script = std::move(report.script);
  return absl::OkStatus();
}

// True if the script diverges without the fault, too.
absl::StatusOr<bool> IsUnrelated(const Fault& fault,
                                 const PlantOptions& options,
                                 const Script& script) {
  ALTEREGO_ASSIGN_OR_RETURN(CaseReport report,
                            RunIsolated(script, Honest(fault, options), 10000));
  return report.divergence.has_value();
}

}  // namespace

absl::StatusOr<Detection> Plant(const Fault& fault,
                                const PlantOptions& options) {
  Detection detection;
  PlantOptions now = options;
  // In lots of some cases each, so that the same cases come on every machine.
  while (detection.seconds * 1000 < static_cast<double>(options.duration_ms)) {
    CampaignOptions campaign = Lying(fault, now);
    campaign.runs = kCasesInALot;
    const double before = ChildrenSeconds();
    absl::StatusOr<CampaignReport> report = [&] {
      const Planted planted(fault);
      return RunCampaign(campaign, nullptr, nullptr);
    }();
    ALTEREGO_RETURN_IF_ERROR(report.status());
    detection.seconds += ChildrenSeconds() - before;
    detection.cases += report->statistics.cases;
    detection.statements += report->statistics.statements;
    ++now.seed;
    if (report->findings.empty()) continue;
    const Finding& finding = report->findings[0];
    ALTEREGO_ASSIGN_OR_RETURN(const bool unrelated,
                              IsUnrelated(fault, now, finding.script));
    if (unrelated) {
      ++detection.unrelated;
      KnownDifference known;
      known.engine = EngineFamily(finding.divergence.actual_from);
      known.signature = finding.divergence.Signature();
      now.known.Add(std::move(known));
      continue;
    }
    detection.caught = true;
    detection.signature = finding.divergence.Signature();
    detection.statements_drawn = finding.script.steps.size();
    detection.script = finding.script;
    if (options.reduce) {
      const Planted planted(fault);
      ALTEREGO_RETURN_IF_ERROR(ReduceIn(campaign, now, finding, &detection));
    }
    detection.statements_reduced = detection.script.steps.size();
    return detection;
  }
  return detection;
}

}  // namespace alterego::selftest
