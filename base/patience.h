// Patience: how long a child process is waited for, whatever else the machine
// is busy with.
//
//   Patience patience(child_pid, 5000);
//   while (const int wait_ms = patience.NextWaitMs()) {
//     if (poll(&its_output, 1, wait_ms) > 0) return Read();
//   }
//   return patience.What();        // "5000 ms of processor time"
//
// It is over once the process group has worked for timeout_ms, or has slept for
// as long. Waiting for a processor or for a disk is neither, so that a busy
// machine does not look like a hang; but there is an end to that as well, after
// kBusyFactor times timeout_ms. Where /proc is not to be had, all time counts
// as sleep.
#ifndef ALTEREGO_BASE_PATIENCE_H_
#define ALTEREGO_BASE_PATIENCE_H_

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace alterego {

// What the processes of a group do just now, and have done.
struct GroupActivity {
  int64_t cpu_ms = 0;
  bool asleep = true;  // no thread works, waits for a processor or for a disk
};
// nullopt if there is no such group, or no /proc.
std::optional<GroupActivity> ReadGroupActivity(pid_t group);

class Patience {
 public:
  static constexpr int kBusyFactor = 12;

  Patience(pid_t group, int timeout_ms);

  // At most how long to wait before asking again; 0 if it is over.
  int NextWaitMs();
  // REQUIRES: NextWaitMs() was 0. What ran out.
  std::string What() const;

 private:
  using Clock = std::chrono::steady_clock;

  const pid_t group_;
  const int timeout_ms_;
  const Clock::time_point start_;
  Clock::time_point looked_;  // last, since `start_`
  std::optional<int64_t> cpu_ms_;
  int64_t worked_ms_ = 0, slept_ms_ = 0;
};

}  // namespace alterego

#endif  // ALTEREGO_BASE_PATIENCE_H_
