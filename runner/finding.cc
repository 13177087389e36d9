#include "runner/finding.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "absl/strings/str_format.h"
#include "base/fnv1a.h"
#include "base/status_macros.h"

namespace alterego {
namespace {

// "-- " before every line of `text`; a blank line stays a comment.
std::string AsComment(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string line = "-- ";
    line.append(text.substr(0, end));
    // A NUL byte would end the script for every reader.
    for (char& c : line) {
      if (static_cast<unsigned char>(c) < ' ' && c != '\t') c = '?';
    }
    while (line.back() == ' ') line.pop_back();
    out += line + "\n";
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return out;
}

std::string Describe(const Finding& finding) {
  const Divergence& d = finding.divergence;
  std::string out = absl::StrFormat(
      "A divergence of the kind %s, at the statement marked below.\n"
      "Expected by %s: %s\n",
      KindName(d.kind), d.expected_from, d.expected);
  // The words of a prediction end with its rule.
  if (!d.rule.empty() && d.expected.find(d.rule) == std::string::npos) {
    absl::StrAppendFormat(&out, "  by the rule %s\n", d.rule);
  }
  absl::StrAppendFormat(&out, "Answered by %s: %s\n", d.actual_from, d.actual);
  if (!finding.answers.empty()) {
    out += "What every lane answered:\n" + finding.answers;
  }
  for (const Difference& difference : d.differences) {
    absl::StrAppendFormat(&out, "In \"%s\"\n", difference.section);
    if (!difference.expected.empty()) {
      absl::StrAppendFormat(&out, "only expected:\n%s\n", difference.expected);
    }
    if (!difference.actual.empty()) {
      absl::StrAppendFormat(&out, "only seen:\n%s\n", difference.actual);
    }
  }
  const size_t left = finding.script.steps.size();
  if (left < finding.statements_before) {
    absl::StrAppendFormat(&out, "Reduced from %d statements to %d. ",
                          finding.statements_before, left);
  }
  absl::StrAppendFormat(&out, "To see it again:\n  alterego replay %s\n",
                        FindingFileName(finding));
  return out;
}

uint64_t Fnv64(std::string_view text) {
  Fnv1a hash;
  hash.Add(text);
  return hash.value();
}

absl::Status SystemError(std::string_view what, const std::string& path,
                         int error) {
  const std::string text =
      absl::StrFormat("cannot %s \"%s\": %s", what, path, std::strerror(error));
  switch (error) {
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
      return absl::NotFoundError(text);
    case EACCES:
    case EPERM:
    case EROFS:
      return absl::PermissionDeniedError(text);
    case ENOSPC:
    case EDQUOT:
      return absl::ResourceExhaustedError(text);
    default:
      return absl::UnavailableError(text);
  }
}

// All of `text` to the open file, down to the disk; 0 or errno.
int WriteAll(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<size_t>(written));
  }
  // What cannot be synced by its nature (a pipe, a terminal) says EINVAL.
  if (::fsync(fd) != 0 && errno != EINVAL && errno != EROFS) return errno;
  return 0;
}

std::string DirectoryOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == path.npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

std::string FindingText(const Finding& finding) {
  Script script = finding.script;
  const Divergence& d = finding.divergence;
  std::string engines;
  for (const std::string& engine : finding.engines) {
    engines += (engines.empty() ? "" : ",") + engine;
  }
  script.header.clear();
  script.SetHeader("kind", std::string(KindName(d.kind)));
  script.SetHeader("signature", d.Signature());
  script.SetHeader("engines", engines);
  if (engines.find("mode=full") != engines.npos) {
    script.SetHeader("mode", "full");
  }
  if (const std::string* probes = finding.script.Header("probes")) {
    script.SetHeader("probes", *probes);
  }
  script.SetHeader("seed", absl::StrFormat("0x%x", finding.seed));
  script.SetHeader("step", absl::StrFormat("%d", d.step));
  for (Step& step : script.steps) step.comment.clear();
  if (!script.steps.empty()) {
    const size_t marked = std::min(d.step, script.steps.size() - 1);
    script.steps[0].comment = AsComment(Describe(finding));
    script.steps[marked].comment += AsComment(absl::StrFormat(
        "HERE: expected %s, answered %s", d.expected, d.actual));
  }
  return script.ToText();
}

std::string FindingFileName(const Finding& finding) {
  const Divergence& d = finding.divergence;
  std::string name =
      absl::StrFormat("%s-%s-%06x.sql", KindName(d.kind), d.statement_kind,
                      Fnv64(d.Signature()) & 0xffffff);
  for (char& c : name) {
    const bool safe = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_' || c == '.';
    if (!safe) c = '_';
  }
  return name;
}

absl::Status WriteFileAtomically(const std::string& path,
                                 std::string_view text) {
  const std::string temporary = absl::StrFormat("%s.tmp.%d", path, ::getpid());
  const int fd =
      ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return SystemError("write", path, errno);
  int error = WriteAll(fd, text);
  if (::close(fd) != 0 && error == 0) error = errno;
  if (error == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) {
    error = errno;
  }
  if (error != 0) {
    ::unlink(temporary.c_str());
    return SystemError("write", path, error);
  }
  // The name is on the disk only once its directory is.
  const int directory = ::open(DirectoryOf(path).c_str(), O_RDONLY | O_CLOEXEC);
  if (directory >= 0) {
    ::fsync(directory);
    ::close(directory);
  }
  return absl::OkStatus();
}

absl::Status CheckIsSql(const Script& script) {
  for (const Step& step : script.steps) {
    if (step.parsed != nullptr || step.full != nullptr) {
      return absl::OkStatus();
    }
  }
  const std::string why = script.steps.empty() || !script.steps[0].error
                              ? "there is no statement in it"
                              : script.steps[0].error->message;
  return absl::InvalidArgumentError("none of its statements is SQL: " + why);
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return SystemError("read", path, errno);
  std::string text;
  char buffer[1 << 16];
  ssize_t count = 0;
  while ((count = ::read(fd, buffer, sizeof buffer)) != 0) {
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) break;
    text.append(buffer, static_cast<size_t>(count));
  }
  const int error = count < 0 ? errno : 0;
  ::close(fd);
  if (error != 0) return SystemError("read", path, error);
  return text;
}

absl::Status CheckDirectoryWritable(const std::string& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error && error != std::errc::not_a_directory) {
    return SystemError("create the directory", directory, error.value());
  }
  struct stat info;
  if (::stat(directory.c_str(), &info) != 0) {
    return SystemError("use", directory, errno);
  }
  if (!S_ISDIR(info.st_mode)) return SystemError("use", directory, ENOTDIR);
  const std::string probe =
      absl::StrFormat("%s/.alterego-probe.%d", directory, ::getpid());
  ALTEREGO_RETURN_IF_ERROR(WriteFileAtomically(probe, "probe\n"));
  ::unlink(probe.c_str());
  return absl::OkStatus();
}

}  // namespace alterego
