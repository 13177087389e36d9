#include "runner/worker.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <new>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/cpu_time.h"
#include "base/fnv1a.h"
#include "base/status_macros.h"
#include "runner/reducer.h"

namespace alterego {

struct FlightRecorder::Shared {
  static constexpr size_t kTextMax = size_t{1} << 20;
  std::atomic<uint64_t> beats{0};
  std::atomic<uint64_t> case_index{0};
  std::atomic<uint64_t> lane{0};
  std::atomic<uint64_t> length{0};
  std::atomic<uint64_t> steps{0};
  std::atomic<bool> busy{false};
  std::atomic<bool> own_work{false};
  char text[kTextMax];  // "sql;\n" for each statement
};

absl::StatusOr<std::unique_ptr<FlightRecorder>> FlightRecorder::Create() {
  void* memory = ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    return absl::ResourceExhaustedError(absl::StrFormat(
        "no memory to share with a worker: %s", std::strerror(errno)));
  }
  // Default-initialised: the pages of `text` are not touched.
  return std::unique_ptr<FlightRecorder>(
      new FlightRecorder(new (memory) Shared));
}
FlightRecorder::~FlightRecorder() { ::munmap(shared_, sizeof(Shared)); }

void FlightRecorder::BeginCase(uint64_t index) {
  shared_->length = 0;
  shared_->steps = 0;
  shared_->lane = 0;
  shared_->case_index = index;
  shared_->own_work = false;
  shared_->busy = true;
  ++shared_->beats;
}
void FlightRecorder::EndCase() {
  shared_->busy = false;
  ++shared_->beats;
}
void FlightRecorder::OnStatement(size_t index, const Step& step, size_t lane) {
  ++shared_->beats;
  shared_->own_work = false;
  shared_->lane = lane;
  if (index < shared_->steps) return;  // the same one, on the next lane
  shared_->steps = index + 1;
  const size_t length = shared_->length;
  const size_t size = step.sql.size();
  if (length + size + 2 > Shared::kTextMax) return;
  std::memcpy(shared_->text + length, step.sql.data(), size);
  std::memcpy(shared_->text + length + size, ";\n", 2);
  shared_->length = length + size + 2;
}
void FlightRecorder::OnActivity() {
  ++shared_->beats;
  shared_->own_work = false;
}
void FlightRecorder::OnOwnWork() {
  ++shared_->beats;
  shared_->own_work = true;
}

bool FlightRecorder::busy() const { return shared_->busy; }
uint64_t FlightRecorder::case_index() const { return shared_->case_index; }
uint64_t FlightRecorder::beats() const { return shared_->beats; }
size_t FlightRecorder::lane() const { return shared_->lane; }
bool FlightRecorder::own_work() const { return shared_->own_work; }
Script FlightRecorder::script() const {
  auto script =
      ParseScript(std::string_view(shared_->text, shared_->length.load()));
  return script.ok() ? *std::move(script) : Script();
}
void FlightRecorder::Clear() {
  shared_->busy = false;
  shared_->length = 0;
}

Divergence LostDivergence(const FlightRecorder& recorder, Lost::How how,
                          std::string detail,
                          const std::vector<std::string>& engines) {
  const Script script = recorder.script();
  Divergence d;
  d.kind = Divergence::Kind::kLost;
  d.step = script.steps.empty() ? 0 : script.steps.size() - 1;
  d.statement_kind = script.steps.empty()
                         ? std::string("none")
                         : std::string(StepKind(script.steps.back()));
  d.expected_from = "shadow";
  // What happens while no engine is asked is no engine's fault.
  d.actual_from = recorder.own_work()                ? "alterego"
                  : recorder.lane() < engines.size() ? engines[recorder.lane()]
                                                     : "unknown";
  d.expected = "accepted or refused";
  d.actual = Describe(Outcome(Lost{how, std::move(detail)}));
  return d;
}

std::string DescribeExit(int wait_status) {
  if (WIFSIGNALED(wait_status)) {
    const char* name = ::sigabbrev_np(WTERMSIG(wait_status));
    return name != nullptr
               ? absl::StrFormat("SIG%s", name)
               : absl::StrFormat("signal %d", WTERMSIG(wait_status));
  }
  return absl::StrFormat("exit code %d", WEXITSTATUS(wait_status));
}

uint64_t LogDigest(std::string_view log) {
  Fnv1a hash;
  hash.Add(log);
  return hash.value();
}

namespace {

// The statements byte by byte: a log shows line breaks as "\\n".
bool SameSql(const Script& a, const Script& b) {
  return std::equal(
      a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(),
      [](const Step& x, const Step& y) { return x.sql == y.sql; });
}

}  // namespace

CaseReport RunCase(std::vector<Lane>& lanes, const CampaignOptions& options,
                   uint64_t index, SessionListener* listener) {
  const auto once = [&]() {
    SeedEntropy entropy(CaseSeed(options.seed, index));
    const Generator generator(options.swarm
                                  ? options.weights.Swarm(entropy, options.mode)
                                  : options.weights,
                              options.limits);
    SessionOptions session_options = options.session;
    session_options.listener = listener;
    return Session(lanes, session_options)
        .RunGenerated([&](const shadow::World& world, int step) {
          return generator.Next(entropy, world, step);
        });
  };
  CaseReport report;
  report.index = index;
  absl::StatusOr<CaseResult> result = once();
  if (!result.ok()) {
    report.error = std::string(result.status().message());
    return report;
  }
  if (options.doublecheck) {
    absl::StatusOr<CaseResult> again = once();
    report.doublecheck_failed = !again.ok() || again->log != result->log ||
                                !SameSql(again->script, result->script);
  }
  report.statistics = std::move(result->statistics);
  report.divergence = std::move(result->divergence);
  if (report.divergence || report.doublecheck_failed) {
    report.script = std::move(result->script);
  }
  report.digest = LogDigest(result->log);
  if (!options.log_path.empty()) report.log = std::move(result->log);
  return report;
}

bool WriteToPipe(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return true;
}

absl::StatusOr<Child> StartChild(const std::function<int(int, int)>& body) {
  int commands[2], messages[2];
  if (::pipe2(commands, O_CLOEXEC) != 0) {
    return absl::ResourceExhaustedError(
        absl::StrFormat("cannot open a pipe: %s", std::strerror(errno)));
  }
  if (::pipe2(messages, O_CLOEXEC) != 0) {
    ::close(commands[0]), ::close(commands[1]);
    return absl::ResourceExhaustedError(
        absl::StrFormat("cannot open a pipe: %s", std::strerror(errno)));
  }
  std::fflush(nullptr);  // or both processes would print what is buffered
  const pid_t parent = ::getpid();
  const pid_t pid = ::fork();
  if (pid == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(1);
    ::signal(SIGINT, SIG_IGN);
    ::signal(SIGTERM, SIG_IGN);
    ::signal(SIGPIPE, SIG_IGN);
    ::close(commands[1]), ::close(messages[0]);
    const int code = body(commands[0], messages[1]);
    std::fflush(nullptr);
    ::_exit(code);
  }
  ::close(commands[0]), ::close(messages[1]);
  if (pid < 0) {
    ::close(commands[1]), ::close(messages[0]);
    return absl::ResourceExhaustedError(
        absl::StrFormat("cannot start a process: %s", std::strerror(errno)));
  }
  return Child{pid, commands[1], messages[0]};
}

int EndChild(Child& child) {
  if (child.to >= 0) ::close(child.to);
  if (child.from >= 0) ::close(child.from);
  int status = 0;
  if (child.pid > 0) {
    if (::waitpid(child.pid, &status, WNOHANG) == 0) {
      ::kill(child.pid, SIGKILL);
      while (::waitpid(child.pid, &status, 0) < 0 && errno == EINTR) {
      }
    }
  }
  child = Child();
  return status;
}

bool Watch::IsHanging(const Child& child, const FlightRecorder& recorder,
                      int timeout_ms) {
  // One that is blocked uses no processor time at all.
  constexpr int kBlockedFactor = 5;
  const auto now = std::chrono::steady_clock::now();
  const std::optional<int64_t> cpu_ms = ProcessCpuMs(child.pid);
  if (!cpu_ms) return false;  // gone, which its pipe tells
  if (beats_ != recorder.beats()) {
    beats_ = recorder.beats();
    since_ = now;
    cpu_ms_since_ = *cpu_ms;
    return false;
  }
  return *cpu_ms - cpu_ms_since_ > timeout_ms ||
         now - since_ > std::chrono::milliseconds(timeout_ms) * kBlockedFactor;
}

int WorkerMain(int in, int out, const CampaignOptions& options,
               FlightRecorder& recorder) {
  absl::StatusOr<std::vector<Lane>> lanes = OpenLanesOf(options);
  std::FILE* commands = ::fdopen(in, "r");
  unsigned long long index = 0;
  while (commands != nullptr && std::fscanf(commands, "%llu", &index) == 1) {
    CaseReport report;
    report.index = index;
    if (!lanes.ok()) {
      report.error = std::string(lanes.status().message());
    } else {
      recorder.BeginCase(index);
      report = RunCase(*lanes, options, index, &recorder);
      recorder.EndCase();
    }
    if (!WriteToPipe(out, Message(Pack(report)))) return 1;
  }
  return 0;
}

namespace {

// Waits for one message; how it was lost, if it was. `child` lives on.
struct Answer {
  std::optional<std::string> message;
  bool timed_out = false;
};
Answer WaitForMessage(const Child& child, const FlightRecorder& recorder,
                      int timeout_ms) {
  constexpr int kLookMs = 50;
  Answer answer;
  Inbox inbox;
  Watch watch;
  while (true) {
    pollfd descriptor{child.from, POLLIN, 0};
    const int ready = ::poll(&descriptor, 1, std::min(timeout_ms, kLookMs));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      answer.timed_out = watch.IsHanging(child, recorder, timeout_ms);
      if (answer.timed_out) return answer;
      continue;
    }
    char buffer[1 << 16];
    const ssize_t count = ::read(child.from, buffer, sizeof buffer);
    if (count <= 0) return answer;
    inbox.Append(std::string_view(buffer, static_cast<size_t>(count)));
    answer.message = inbox.Next();
    if (answer.message) return answer;
  }
}

// What each lane said to the last statement: the lines of the log behind the
// last "[n] sql".
std::string LastAnswers(const std::string& log) {
  std::string answers;
  size_t begin = 0;
  while (begin < log.size()) {
    const size_t end = std::min(log.find('\n', begin), log.size());
    const std::string_view line =
        std::string_view(log).substr(begin, end - begin);
    if (line.substr(0, 1) == "[" && line.substr(0, 2) != "[e" &&
        line.substr(0, 2) != "[r") {
      answers.clear();
    } else if (line.find(": predicted ") != line.npos) {
      answers += std::string(line) + "\n";
    }
    begin = end + 1;
  }
  return answers;
}

// A few probes follow each ALTER, by its number: the ALTERs before the one that
// matters could not go. All of them at once, if that shows the same.
Script WithAllProbes(
    const Script& script, const Divergence& divergence, Session& session,
    const std::function<std::string(const Divergence&)>& name) {
  Script all = script;
  all.SetHeader("probes", "all");
  const auto result = session.Run(all);
  const bool same = result.ok() && result->divergence &&
                    name(*result->divergence) == name(divergence);
  return same ? all : script;
}

}  // namespace

absl::StatusOr<CaseReport> RunIsolated(const Script& script,
                                       const CampaignOptions& options,
                                       int timeout_ms) {
  ALTEREGO_ASSIGN_OR_RETURN(std::unique_ptr<FlightRecorder> recorder,
                            FlightRecorder::Create());
  const auto run = [&]() {
    CaseReport report;
    absl::StatusOr<std::vector<Lane>> lanes = OpenLanesOf(options);
    if (!lanes.ok()) {
      report.error = std::string(lanes.status().message());
      return report;
    }
    SessionOptions session_options = options.session;
    session_options.listener = recorder.get();
    recorder->BeginCase(0);
    auto result = Session(*lanes, session_options).Run(script);
    if (!result.ok()) {
      report.error = std::string(result.status().message());
      return report;
    }
    report.divergence = std::move(result->divergence);
    report.statistics = std::move(result->statistics);
    report.log = std::move(result->log);
    return report;
  };
  ALTEREGO_ASSIGN_OR_RETURN(Child child, StartChild([&](int, int out) {
                              return WriteToPipe(out, Message(Pack(run()))) ? 0
                                                                            : 1;
                            }));
  const Answer answer = WaitForMessage(child, *recorder, timeout_ms);
  const int status = EndChild(child);
  CaseReport report;
  if (!answer.message) {
    report.divergence = LostDivergence(
        *recorder, answer.timed_out ? Lost::How::kTimeout : Lost::How::kCrash,
        answer.timed_out ? "no sign of life" : DescribeExit(status),
        options.engines);
    report.statistics.lost = 1;
    return report;
  }
  ALTEREGO_ASSIGN_OR_RETURN(report, UnpackCaseReport(*answer.message));
  if (!report.error.empty()) return absl::UnavailableError(report.error);
  return report;
}

ReductionReport ReduceScript(const Script& script, const Divergence& divergence,
                             const CampaignOptions& options) {
  ReductionReport report;
  report.script = script;
  report.divergence = divergence;
  if (divergence.kind == Divergence::Kind::kLost) {
    ReduceOptions reduce_options;
    reduce_options.attempts_max = 300;  // each waits for a crash or a timeout
    Reduction reduction = Reduce(
        script, divergence,
        [&](const Script& candidate) -> std::optional<Divergence> {
          auto seen = RunIsolated(candidate, options, 3000);
          return seen.ok() ? std::move(seen->divergence) : std::nullopt;
        },
        reduce_options);
    report.script = std::move(reduction.script);
    report.divergence = std::move(reduction.divergence);
    report.others = std::move(reduction.others);
    return report;
  }
  absl::StatusOr<std::vector<Lane>> lanes = OpenLanesOf(options);
  if (!lanes.ok()) {
    report.error = std::string(lanes.status().message());
    return report;
  }
  std::vector<SqliteVersion> versions;
  for (const Lane& lane : *lanes) {
    versions.push_back(lane.engine->info().dialect.version);
  }
  ReduceOptions reduce_options;
  reduce_options.name = [&](const Divergence& seen) {
    return NewPartOf(seen, options, versions);
  };
  Session session(*lanes, options.session);
  const bool is_probe = divergence.kind == Divergence::Kind::kProbe;
  Reduction reduction = Reduce(
      is_probe ? WithAllProbes(script, divergence, session, reduce_options.name)
               : script,
      divergence,
      [&](const Script& candidate) -> std::optional<Divergence> {
        auto result = session.Run(candidate);
        return result.ok() ? std::move(result->divergence) : std::nullopt;
      },
      reduce_options);
  report.script = std::move(reduction.script);
  report.divergence = std::move(reduction.divergence);
  report.others = std::move(reduction.others);
  auto last = session.Run(report.script);
  if (last.ok()) report.answers = LastAnswers(last->log);
  return report;
}

}  // namespace alterego
