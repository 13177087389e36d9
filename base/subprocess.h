// Subprocess: a child program that is spoken to in lines over its standard
// input and output.
//
//   absl::StatusOr<Subprocess> child = Subprocess::Start({"node", "x.mjs"});
//   absl::Status sent = child->WriteLine(R"({"op":"hello"})", 1000);
//   absl::StatusOr<std::string> line = child->ReadLine(1000);
//
// The child gets a process group of its own, so that Kill also ends what it
// started. Its standard error is inherited, or kept (see StderrTail). Waiting
// is bounded: every call that can block takes timeout_ms, which WriteLine and
// ReadLine count as base/patience.h does. Errors: kDeadlineExceeded (time is
// up; the child still runs), kUnavailable (the child has closed its output or
// is gone; the message says how it ended), kResourceExhausted (a line longer
// than line_bytes_max).
// Movable, not copyable, not thread-safe. The destructor kills and reaps.
#ifndef ALTEREGO_BASE_SUBPROCESS_H_
#define ALTEREGO_BASE_SUBPROCESS_H_

#include <sys/types.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace alterego {

class Subprocess {
 public:
  struct Options {
    size_t line_bytes_max = 64u << 20;
    // Standard error goes to a pipe whose last bytes StderrTail() returns.
    bool keep_stderr = true;
  };
  // argv[0] is looked up in PATH. kNotFound if it cannot be executed.
  static absl::StatusOr<Subprocess> Start(std::vector<std::string> argv,
                                          Options options);
  static absl::StatusOr<Subprocess> Start(std::vector<std::string> argv) {
    return Start(std::move(argv), Options());
  }

  Subprocess(Subprocess&& other) noexcept;
  Subprocess& operator=(Subprocess&& other) noexcept;
  ~Subprocess();

  // Writes `line` and a line break.
  absl::Status WriteLine(std::string_view line, int timeout_ms);
  // The next line without its line break.
  absl::StatusOr<std::string> ReadLine(int timeout_ms);
  // End of input for the child.
  void CloseInput();
  // Waits for the end; the words of HowItEnded.
  absl::StatusOr<std::string> Wait(int timeout_ms);
  // SIGKILL to the whole group, and reaps. Does nothing if it has ended.
  void Kill();

  pid_t pid() const { return pid_; }
  bool running() const { return pid_ > 0; }
  // "exit code 3", "signal 11 (Segmentation fault)", "" while it runs.
  const std::string& HowItEnded() const { return how_it_ended_; }
  // The last 4,096 bytes that the child wrote to standard error.
  std::string StderrTail();

 private:
  Subprocess() = default;
  void Reap(bool block);
  void DrainStderr();
  void CloseAll();
  absl::Status Gone();

  Options options_;
  pid_t pid_ = -1;
  int in_ = -1, out_ = -1, err_ = -1;
  std::string buffer_;
  size_t scanned_ = 0;  // of buffer_: no line break before this offset
  std::string stderr_tail_;
  std::string how_it_ended_;
};

}  // namespace alterego

#endif  // ALTEREGO_BASE_SUBPROCESS_H_
