// Fuzz target: the input is what a driver says over the process protocol
// (engines/PROTOCOL.md), whatever it was asked: one line a reply. The engine
// must take it as an answer or as a breach of the protocol, and go on.
//
// The driver is `cat`. The input lies in memory that it reads as a file.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/str_format.h"
#include "base/check.h"
#include "engines/process_engine.h"

namespace {

using namespace alterego;  // NOLINT: a program, not a library

[[noreturn]] void Fail(const char* what, const std::string& detail) {
  std::fprintf(stderr, "%s: %s\n", what, detail.c_str());
  std::abort();
}

// The input as a file that a child process can open by its name.
class MemoryFile {
 public:
  MemoryFile(const uint8_t* data, size_t size)
      : fd_(::memfd_create("alterego", MFD_CLOEXEC)) {
    ALTEREGO_CHECK(fd_ >= 0);
    for (size_t done = 0; done < size;) {
      const ssize_t count = ::write(fd_, data + done, size - done);
      ALTEREGO_CHECK(count > 0);
      done += static_cast<size_t>(count);
    }
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const {
    return absl::StrFormat("/proc/%d/fd/%d", ::getpid(), fd_);
  }

 private:
  int fd_;
};

bool IsLost(const absl::StatusOr<Outcome>& outcome) {
  return outcome.ok() && std::holds_alternative<Lost>(*outcome);
}

void CheckObservation(const absl::StatusOr<Observation>& seen) {
  if (!seen.ok()) return;
  for (size_t i = 1; i < seen->sections.size(); ++i) {
    if (seen->sections[i - 1].name >= seen->sections[i].name) {
      Fail("sections out of order", seen->sections[i].name);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const MemoryFile file(data, size);
  EngineOptions options;
  options.statement_timeout_ms = 1000;
  auto engine =
      ProcessEngine::Open("process:cat", {"cat", file.path()}, options);
  if (!engine.ok()) {
    if (engine.status().message().empty()) Fail("no message", "Open");
    return 0;
  }
  bool lost = false;
  for (const char* sql : {"CREATE TABLE t(a)", "INSERT INTO t VALUES(1)",
                          "ALTER TABLE t RENAME TO u"}) {
    const auto outcome = (*engine)->Execute(sql);
    // Who is lost stays so until the next case.
    if (lost && outcome.ok() && !IsLost(outcome)) Fail("back again", sql);
    lost |= IsLost(outcome);
  }
  CheckObservation((*engine)->Observe({}));
  (void)(*engine)->Reopen();
  (void)(*engine)->Execute("SELECT 1");
  // The same driver says the same again.
  if ((*engine)->Reset().ok()) (void)(*engine)->Execute("SELECT 1");
  return 0;
}
