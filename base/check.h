// ALTEREGO_CHECK: a condition that holds unless alterego itself has a bug.
//
//   ALTEREGO_CHECK(step < script.steps.size());
//
// On in every build type: a broken harness must stop, not mis-report. It is
// never used for what an engine or a person can cause: an engine's "no" is an
// Outcome, a failure of the machine is an absl::Status.
#ifndef ALTEREGO_BASE_CHECK_H_
#define ALTEREGO_BASE_CHECK_H_

#include <cstdio>
#include <cstdlib>

#define ALTEREGO_CHECK(condition)                                           \
  do {                                                                      \
    if (!(condition)) {                                                     \
      std::fprintf(stderr, "%s:%d: alterego has a bug: CHECK failed: %s\n", \
                   __FILE__, __LINE__, #condition);                         \
      std::abort();                                                         \
    }                                                                       \
  } while (false)

#endif  // ALTEREGO_BASE_CHECK_H_
