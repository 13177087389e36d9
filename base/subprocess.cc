#include "base/subprocess.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "base/patience.h"

namespace alterego {
namespace {

using Clock = std::chrono::steady_clock;

int MillisecondsLeft(Clock::time_point deadline) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
                        deadline - Clock::now())
                        .count();
  return left < 0 ? 0 : static_cast<int>(left) + 1;
}

Clock::time_point DeadlineAfter(int timeout_ms) {
  return Clock::now() + std::chrono::milliseconds(timeout_ms);
}

struct Pipe {
  int read = -1, write = -1;
  bool Open() {
    int fds[2];
    if (pipe2(fds, O_CLOEXEC) != 0) return false;
    read = fds[0];
    write = fds[1];
    return true;
  }
  void Close() {
    if (read >= 0) close(read);
    if (write >= 0) close(write);
    read = write = -1;
  }
};

void SetNonBlocking(int fd) {
  fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

// Runs in the child between fork and exec: async-signal-safe calls only.
[[noreturn]] void BecomeProgram(char* const* argv, const Pipe& in,
                                const Pipe& out, const Pipe& err,
                                int report_fd) {
  setpgid(0, 0);
  dup2(in.read, STDIN_FILENO);
  dup2(out.write, STDOUT_FILENO);
  if (err.write >= 0) dup2(err.write, STDERR_FILENO);
  signal(SIGPIPE, SIG_DFL);
  execvp(argv[0], argv);
  const int error = errno;
  [[maybe_unused]] ssize_t n = write(report_fd, &error, sizeof error);
  _exit(127);
}

}  // namespace

absl::StatusOr<Subprocess> Subprocess::Start(std::vector<std::string> argv,
                                             Options options) {
  ALTEREGO_CHECK(!argv.empty());
  std::vector<char*> pointers;
  for (std::string& argument : argv) pointers.push_back(argument.data());
  pointers.push_back(nullptr);

  Pipe in, out, err, report;
  if (!in.Open() || !out.Open() || (options.keep_stderr && !err.Open()) ||
      !report.Open()) {
    const std::string why = strerror(errno);
    for (Pipe* p : {&in, &out, &err, &report}) p->Close();
    return absl::InternalError(absl::StrCat("cannot open a pipe: ", why));
  }
  const pid_t pid = fork();
  if (pid == 0) BecomeProgram(pointers.data(), in, out, err, report.write);
  if (pid > 0) setpgid(pid, pid);  // both sides: whoever comes first
  close(in.read);
  close(out.write);
  if (err.write >= 0) close(err.write);
  close(report.write);

  Subprocess child;
  child.options_ = options;
  child.pid_ = pid;
  child.in_ = in.write;
  child.out_ = out.read;
  child.err_ = err.read;
  int error = 0;
  const bool failed = pid < 0 || read(report.read, &error, sizeof error) > 0;
  close(report.read);
  if (failed) {
    if (pid < 0) error = errno;
    child.Kill();
    return absl::NotFoundError(
        absl::StrCat("cannot run \"", argv[0], "\": ", strerror(error)));
  }
  SetNonBlocking(child.in_);
  SetNonBlocking(child.out_);
  if (child.err_ >= 0) SetNonBlocking(child.err_);
  return child;
}

Subprocess::Subprocess(Subprocess&& other) noexcept {
  *this = std::move(other);
}

Subprocess& Subprocess::operator=(Subprocess&& other) noexcept {
  if (this == &other) return *this;
  Kill();
  CloseAll();
  options_ = other.options_;
  pid_ = std::exchange(other.pid_, -1);
  in_ = std::exchange(other.in_, -1);
  out_ = std::exchange(other.out_, -1);
  err_ = std::exchange(other.err_, -1);
  buffer_ = std::move(other.buffer_);
  scanned_ = std::exchange(other.scanned_, 0);
  stderr_tail_ = std::move(other.stderr_tail_);
  how_it_ended_ = std::move(other.how_it_ended_);
  return *this;
}

Subprocess::~Subprocess() {
  Kill();
  CloseAll();
}

void Subprocess::CloseAll() {
  for (int* fd : {&in_, &out_, &err_}) {
    if (*fd >= 0) close(*fd);
    *fd = -1;
  }
}

void Subprocess::CloseInput() {
  if (in_ >= 0) close(in_);
  in_ = -1;
}

void Subprocess::Reap(bool block) {
  if (pid_ <= 0) return;
  int status = 0;
  pid_t got;
  do {
    got = waitpid(pid_, &status, block ? 0 : WNOHANG);
  } while (got < 0 && errno == EINTR);
  if (got != pid_) return;
  pid_ = -1;
  if (WIFEXITED(status)) {
    how_it_ended_ = absl::StrCat("exit code ", WEXITSTATUS(status));
  } else if (WIFSIGNALED(status)) {
    how_it_ended_ = absl::StrCat("signal ", WTERMSIG(status), " (",
                                 strsignal(WTERMSIG(status)), ")");
  }
}

void Subprocess::Kill() {
  if (pid_ <= 0) return;
  kill(-pid_, SIGKILL);
  kill(pid_, SIGKILL);  // it may not have made its group yet
  Reap(/*block=*/true);
}

void Subprocess::DrainStderr() {
  if (err_ < 0) return;
  char bytes[4096];
  ssize_t n;
  while ((n = read(err_, bytes, sizeof bytes)) > 0) {
    stderr_tail_.append(bytes, n);
    if (stderr_tail_.size() > 8192) {
      stderr_tail_.erase(0, stderr_tail_.size() - 4096);
    }
  }
}

std::string Subprocess::StderrTail() {
  DrainStderr();
  if (stderr_tail_.size() <= 4096) return stderr_tail_;
  return stderr_tail_.substr(stderr_tail_.size() - 4096);
}

// The child no longer answers: says how it ended, after a short wait for it.
absl::Status Subprocess::Gone() {
  const auto deadline = DeadlineAfter(200);
  Reap(/*block=*/false);
  while (running() && MillisecondsLeft(deadline) > 0) {
    poll(nullptr, 0, 5);
    Reap(/*block=*/false);
  }
  return absl::UnavailableError(absl::StrCat(
      "the process closed its connection",
      how_it_ended_.empty() ? "" : absl::StrCat(": ", how_it_ended_)));
}

absl::Status Subprocess::WriteLine(std::string_view line, int timeout_ms) {
  if (in_ < 0) return absl::UnavailableError("the input is closed");
  std::string text(line);
  text += '\n';
  Patience patience(pid_, timeout_ms);
  // A child that is gone must be an error here, not a SIGPIPE.
  void (*before)(int) = signal(SIGPIPE, SIG_IGN);
  absl::Status status;
  size_t sent = 0;
  while (sent < text.size() && status.ok()) {
    const ssize_t n = write(in_, text.data() + sent, text.size() - sent);
    if (n > 0) {
      sent += n;
    } else if (n < 0 && errno != EAGAIN && errno != EINTR) {
      status = Gone();
    } else {
      DrainStderr();  // a child blocked on a full stderr never reads
      pollfd waits[2] = {{in_, POLLOUT, 0}, {err_, POLLIN, 0}};
      const int wait_ms = patience.NextWaitMs();
      if (wait_ms == 0) {
        status = absl::DeadlineExceededError(
            absl::StrCat("the process does not read within ", patience.What()));
      } else {
        poll(waits, err_ >= 0 ? 2 : 1, wait_ms);
      }
    }
  }
  signal(SIGPIPE, before);
  return status;
}

absl::StatusOr<std::string> Subprocess::ReadLine(int timeout_ms) {
  Patience patience(pid_, timeout_ms);
  while (true) {
    const size_t end = buffer_.find('\n', scanned_);
    if (end != buffer_.npos) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      scanned_ = 0;
      return line;
    }
    scanned_ = buffer_.size();
    if (buffer_.size() > options_.line_bytes_max) {
      return absl::ResourceExhaustedError(absl::StrCat(
          "a line of more than ", options_.line_bytes_max, " bytes"));
    }
    char bytes[65536];
    const ssize_t n = read(out_, bytes, sizeof bytes);
    if (n > 0) {
      buffer_.append(bytes, n);
      continue;
    }
    if (n == 0 || (errno != EAGAIN && errno != EINTR)) return Gone();
    DrainStderr();
    const int wait_ms = patience.NextWaitMs();
    if (wait_ms == 0) {
      return absl::DeadlineExceededError(
          absl::StrCat("no answer within ", patience.What()));
    }
    pollfd waits[2] = {{out_, POLLIN, 0}, {err_, POLLIN, 0}};
    poll(waits, err_ >= 0 ? 2 : 1, wait_ms);
  }
}

absl::StatusOr<std::string> Subprocess::Wait(int timeout_ms) {
  const auto deadline = DeadlineAfter(timeout_ms);
  Reap(/*block=*/false);
  while (running()) {
    if (MillisecondsLeft(deadline) == 0) {
      return absl::DeadlineExceededError("the process still runs");
    }
    DrainStderr();
    poll(nullptr, 0, 2);
    Reap(/*block=*/false);
  }
  return how_it_ended_;
}

}  // namespace alterego
