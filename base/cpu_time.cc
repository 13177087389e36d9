#include "base/cpu_time.h"

#include <ctime>

namespace alterego {
namespace {

std::optional<int64_t> Milliseconds(clockid_t clock) {
  timespec time{};
  if (::clock_gettime(clock, &time) != 0) return std::nullopt;
  return int64_t{time.tv_sec} * 1000 + time.tv_nsec / 1'000'000;
}

}  // namespace

int64_t ThreadCpuMs() {
  return Milliseconds(CLOCK_THREAD_CPUTIME_ID).value_or(0);
}

std::optional<int64_t> ProcessCpuMs(pid_t pid) {
  clockid_t clock;
  if (::clock_getcpuclockid(pid, &clock) != 0) return std::nullopt;
  return Milliseconds(clock);
}

}  // namespace alterego
