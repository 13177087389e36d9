// Processor time: what a limit goes by that must not depend on how busy the
// machine is.
//
//   const int64_t start = ThreadCpuMs();
//   ...
//   if (ThreadCpuMs() - start > timeout_ms) ...
#ifndef ALTEREGO_BASE_CPU_TIME_H_
#define ALTEREGO_BASE_CPU_TIME_H_

#include <sys/types.h>

#include <cstdint>
#include <optional>

namespace alterego {

// Milliseconds that this thread has worked.
int64_t ThreadCpuMs();

// Milliseconds that all threads of a process have worked; nullopt if there is
// no such process.
std::optional<int64_t> ProcessCpuMs(pid_t pid);

}  // namespace alterego

#endif  // ALTEREGO_BASE_CPU_TIME_H_
