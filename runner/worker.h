// Worker: the child processes of a campaign. A child runs cases or a reduction;
// what it is doing stands in memory that it shares with its parent, so that a
// crash or a hang can be blamed on a statement of a script.
#ifndef ALTEREGO_RUNNER_WORKER_H_
#define ALTEREGO_RUNNER_WORKER_H_

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "runner/campaign.h"
#include "runner/session.h"
#include "runner/wire.h"

namespace alterego {

// The shared memory. The child writes through SessionListener, the parent
// reads, also when the child is gone.
class FlightRecorder final : public SessionListener {
 public:
  static absl::StatusOr<std::unique_ptr<FlightRecorder>> Create();
  ~FlightRecorder() override;
  FlightRecorder(const FlightRecorder&) = delete;
  FlightRecorder& operator=(const FlightRecorder&) = delete;

  // In the child.
  void BeginCase(uint64_t index);
  void EndCase();
  void OnStatement(size_t index, const Step& step, size_t lane) override;
  void OnActivity() override;
  void OnOwnWork() override;

  // In the parent.
  bool busy() const;            // inside a case
  uint64_t case_index() const;  // REQUIRES: busy()
  uint64_t beats() const;       // grows while the child lives
  Script script() const;        // up to the statement that was executed last
  size_t lane() const;          // who executed it
  bool own_work() const;        // no engine was being asked
  void Clear();                 // for the next child

 private:
  struct Shared;
  explicit FlightRecorder(Shared* shared) : shared_(shared) {}
  Shared* shared_;  // mapped, shared with the child
};

// The divergence of a process that ended inside a case.
Divergence LostDivergence(const FlightRecorder& recorder, Lost::How how,
                          std::string detail,
                          const std::vector<std::string>& engines);
// "SIGSEGV" or "exit code 3", for a status of waitpid.
std::string DescribeExit(int wait_status);

// A number for a log: equal logs have equal ones, on every machine.
uint64_t LogDigest(std::string_view log);

// Generates and runs case `index` on the lanes; twice for a doublecheck.
CaseReport RunCase(std::vector<Lane>& lanes, const CampaignOptions& options,
                   uint64_t index, SessionListener* listener);

// Runs a script in a process of its own: a crash is a divergence like others.
// With the log, unless the process was lost. `timeout_ms` without a sign of
// life, as Watch counts them, ends it. Non-OK if the harness failed.
absl::StatusOr<CaseReport> RunIsolated(const Script& script,
                                       const CampaignOptions& options,
                                       int timeout_ms);

// Reduces the script, in this process or, for a lost engine, one child process
// a candidate.
ReductionReport ReduceScript(const Script& script, const Divergence& divergence,
                             const CampaignOptions& options);

// A child process with a pipe in each direction.
struct Child {
  pid_t pid = -1;
  int to = -1;    // write end: commands; -1 for none
  int from = -1;  // read end: messages
};
// Starts `body(read_fd, write_fd)` in a child; its return value is the exit
// code. The child ignores SIGINT and SIGTERM, which a terminal or a service
// sends to all at once: the parent decides, and the child dies with it.
absl::StatusOr<Child> StartChild(const std::function<int(int, int)>& body);
// Kills it if it still lives, closes the pipes; the status of waitpid.
int EndChild(Child& child);
// All bytes, or false if the other end is gone.
bool WriteToPipe(int fd, std::string_view bytes);

// Tells a child that hangs from one that a busy machine leaves waiting.
class Watch {
 public:
  // True once the child has had `timeout_ms` of processor time without a beat,
  // or several times that of any: it may be blocked.
  bool IsHanging(const Child& child, const FlightRecorder& recorder,
                 int timeout_ms);
  // What is to come begins now.
  void Restart() { beats_.reset(); }

 private:
  std::optional<uint64_t> beats_;
  std::chrono::steady_clock::time_point since_;
  int64_t cpu_ms_since_ = 0;
};

// The body of a worker: case indices, one a line, in; messages out.
int WorkerMain(int in, int out, const CampaignOptions& options,
               FlightRecorder& recorder);

}  // namespace alterego

#endif  // ALTEREGO_RUNNER_WORKER_H_
