#include "cli/common.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>
#include <thread>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "runner/finding.h"

namespace alterego::cli {
namespace {

template <class T>
bool ParseNumber(std::string_view text, int base, T* out) {
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, *out, base);
  return error == std::errc() && stop == end && !text.empty();
}

}  // namespace

int Fail(ExitCode code, std::string_view message) {
  std::fflush(stdout);
  absl::FPrintF(stderr, "alterego: %s\n", message);
  return code;
}

int Fail(const absl::Status& status) {
  const std::string message(status.message());
  switch (status.code()) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kPermissionDenied:
      return Fail(kUsage, message);
    default:
      return Fail(kHarness, message);
  }
}

absl::StatusOr<int64_t> ParseDuration(std::string_view text) {
  const size_t digits = text.find_first_not_of("0123456789");
  const std::string_view unit = digits == text.npos ? "s" : text.substr(digits);
  int64_t number = 0, factor = 0;
  if (unit == "ms") factor = 1;
  if (unit == "s") factor = 1000;
  if (unit == "m") factor = 60 * 1000;
  if (unit == "h") factor = 60 * 60 * 1000;
  if (factor == 0 || !ParseNumber(text.substr(0, digits), 10, &number) ||
      number <= 0 || number > int64_t{1000000000}) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "\"%s\" is no duration: write 90s, 10m, 2h or 500ms", text));
  }
  return number * factor;
}

absl::StatusOr<uint64_t> ParseSeed(std::string_view text) {
  uint64_t seed = 0;
  const bool hex = text.substr(0, 2) == "0x" || text.substr(0, 2) == "0X";
  if (!ParseNumber(hex ? text.substr(2) : text, hex ? 16 : 10, &seed)) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "\"%s\" is no seed: write a whole number, or 0x and hexadecimal digits",
        text));
  }
  return seed;
}

absl::StatusOr<SqliteVersion> ParseSqliteVersion(std::string_view before,
                                                 std::string_view text) {
  constexpr SqliteVersion kFirst{3, 26, 0}, kLast{3, 54, 99};
  const auto version = SqliteVersion::Parse(text);
  if (!version || *version < kFirst || *version > kLast) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s%s: there is no such version, or no rules for it: give one from %s "
        "to %d.%d",
        before, text, kFirst.ToString(), kLast.major, kLast.minor));
  }
  return *version;
}

absl::StatusOr<Weights> LoadWeights(const std::string& argument) {
  if (argument.empty()) return Weights::Defaults();
  std::string text = argument;
  std::string where = "--weights: ";
  if (argument[0] == '@') {
    const std::string path = argument.substr(1);
    ALTEREGO_ASSIGN_OR_RETURN(text, ReadFile(path));
    where = path + ": ";
  }
  absl::StatusOr<Weights> weights = Weights::Parse(text, Weights::Defaults());
  if (weights.ok()) return weights;
  return absl::InvalidArgumentError(
      absl::StrFormat("%s%s (see `alterego help weights`)", where,
                      std::string(weights.status().message())));
}

absl::Status CheckWritable(const std::string& path) {
  if (path.empty()) return absl::OkStatus();
  const std::string probe = path + ".probe";
  const absl::Status status = WriteFileAtomically(probe, "");
  if (status.ok()) ::unlink(probe.c_str());
  return status;
}

absl::StatusOr<Script> LoadScript(const std::string& path) {
  ALTEREGO_ASSIGN_OR_RETURN(std::string text, ReadFile(path));
  absl::StatusOr<Script> script = ParseScript(text);
  if (!script.ok()) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: %s", path, std::string(script.status().message())));
  }
  if (script->steps.empty()) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: there is no statement in it", path));
  }
  return script;
}

absl::StatusOr<std::vector<std::string>> EnginesFor(const std::string& flag,
                                                    const Script* script,
                                                    Mode mode) {
  const bool full =
      mode == Mode::kFull || (script != nullptr && IsFullScript(*script));
  std::string list = flag;
  if (list.empty() && script != nullptr) {
    const std::string* header = script->Header("engines");
    if (header != nullptr) list = *header;
  }
  if (list.empty()) list = full ? "rebuild" : "sqlite,rebuild";
  std::vector<std::string> specs = SplitEngineList(list);
  if (full) specs = FullLanes(specs);
  for (const std::string& spec : specs) {
    absl::StatusOr<std::unique_ptr<Engine>> engine = OpenEngine(spec, {});
    if (engine.ok()) continue;
    std::string message(engine.status().message());
    // The spec is named once, by whoever does it.
    if (message.find(spec) == message.npos) {
      message = absl::StrFormat("engine \"%s\": %s", spec, message);
    }
    return absl::Status(engine.status().code(),
                        message + " (see `alterego engines`)");
  }
  if (specs.empty()) {
    return absl::InvalidArgumentError(
        "--engines names no engine (see `alterego engines`)");
  }
  return specs;
}

void AddTimeout(CLI::App* verb, int* timeout_ms) {
  verb->add_option("--timeout-ms", *timeout_ms,
                   "An engine without a sign of life for so long is lost")
      ->check(CLI::Range(1, std::numeric_limits<int>::max()))
      ->capture_default_str();
}

int DefaultJobs() {
  return static_cast<int>(std::max(std::thread::hardware_concurrency(), 1u));
}

std::string Explain(const Divergence& divergence) {
  std::string out = absl::StrFormat(
      "divergence: %s\n  at statement %d (%s)\n  expected by %s: %s\n"
      "  answered by %s: %s\n",
      divergence.Signature(), divergence.step, divergence.statement_kind,
      divergence.expected_from, divergence.expected, divergence.actual_from,
      divergence.actual);
  if (!divergence.rule.empty()) {
    absl::StrAppendFormat(&out, "  rule: %s\n", divergence.rule);
  }
  const auto lines = [&out](const char* sign, std::string_view text) {
    while (!text.empty()) {
      const size_t end = text.find('\n');
      absl::StrAppendFormat(&out, "    %s %s\n", sign, text.substr(0, end));
      text = end == text.npos ? std::string_view() : text.substr(end + 1);
    }
  };
  for (const Difference& difference : divergence.differences) {
    absl::StrAppendFormat(&out, "  %s (- expected, + seen):\n",
                          difference.section);
    lines("-", difference.expected);
    lines("+", difference.actual);
  }
  return out;
}

}  // namespace alterego::cli
