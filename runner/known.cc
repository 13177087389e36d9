#include "runner/known.h"

#include <algorithm>
#include <filesystem>
#include <optional>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "model/script.h"
#include "runner/finding.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using Window = std::pair<SqliteVersion, SqliteVersion>;

// "3.35.0..3.40.1", "3.54.0..", "..3.30", "3.40.1".
std::optional<Window> ParseWindow(std::string_view text) {
  Window window{{0, 0, 0}, {999, 0, 0}};
  const size_t dots = text.find("..");
  if (dots == text.npos) {
    const auto version = SqliteVersion::Parse(text);
    if (!version) return std::nullopt;
    return Window{*version, *version};
  }
  const std::string_view from = text.substr(0, dots);
  const std::string_view to = text.substr(dots + 2);
  if (from.empty() && to.empty()) return std::nullopt;
  if (!from.empty()) {
    const auto version = SqliteVersion::Parse(from);
    if (!version) return std::nullopt;
    window.first = *version;
  }
  if (!to.empty()) {
    const auto version = SqliteVersion::Parse(to);
    if (!version) return std::nullopt;
    window.second = *version;
  }
  return window;
}

absl::Status ParseWindows(std::string_view text, std::vector<Window>* out) {
  if (text.empty() || text == "*") return absl::OkStatus();
  while (true) {
    const size_t comma = text.find(',');
    const std::string_view part = text.substr(0, comma);
    const std::optional<Window> window = ParseWindow(part);
    if (!window) {
      return absl::InvalidArgumentError(absl::StrFormat(
          "versions=: \"%s\" is no version and no range like 3.35.0..3.40.1",
          part));
    }
    out->push_back(*window);
    if (comma == text.npos) return absl::OkStatus();
    text.remove_prefix(comma + 1);
  }
}

absl::StatusOr<KnownDifference> LoadOne(const std::string& path,
                                        const std::string& engine) {
  ALTEREGO_ASSIGN_OR_RETURN(std::string text, ReadFile(path));
  ALTEREGO_ASSIGN_OR_RETURN(Script script, ParseScript(text));
  KnownDifference known;
  known.engine = engine;
  known.path = path;
  const auto header = [&](std::string_view key) {
    const std::string* value = script.Header(key);
    return value == nullptr ? std::string() : *value;
  };
  known.signature = header("signature");
  known.answer = header("answer");
  known.reason = header("reason");
  known.verdict = header("verdict");
  if (known.signature.empty() || known.reason.empty()) {
    return absl::InvalidArgumentError(
        "a known difference needs the header lines signature= and reason=");
  }
  ALTEREGO_RETURN_IF_ERROR(ParseWindows(header("versions"), &known.versions));
  return known;
}

}  // namespace

bool SignatureMatches(std::string_view pattern, std::string_view text) {
  const size_t star = pattern.find('*');
  if (star == pattern.npos) return pattern == text;
  if (text.substr(0, star) != pattern.substr(0, star)) return false;
  const std::string_view rest = pattern.substr(star + 1);
  for (size_t at = star; at <= text.size(); ++at) {
    if (SignatureMatches(rest, text.substr(at))) return true;
  }
  return false;
}

bool KnownDifference::Matches(const Divergence& divergence) const {
  return SignatureMatches(signature, divergence.Signature()) &&
         (answer.empty() || SignatureMatches(answer, divergence.actual));
}

std::string EngineFamily(std::string_view spec) {
  return std::string(spec.substr(0, spec.find_first_of(":@")));
}

absl::StatusOr<KnownDifference> KnownDifferences::LoadFile(
    const std::string& path) {
  const std::string engine = fs::path(path).parent_path().filename().string();
  absl::StatusOr<KnownDifference> known = LoadOne(path, engine);
  if (known.ok()) return known;
  return absl::Status(
      known.status().code(),
      absl::StrFormat("%s: %s", path, std::string(known.status().message())));
}

absl::StatusOr<KnownDifferences> KnownDifferences::Load(
    const std::string& directory) {
  KnownDifferences out;
  std::error_code error;
  std::vector<fs::path> files;
  for (fs::recursive_directory_iterator it(directory, error), end;
       !error && it != end; it.increment(error)) {
    if (it->path().extension() == ".sql") files.push_back(it->path());
  }
  if (error) {
    return absl::NotFoundError(
        absl::StrFormat("cannot read the known differences in \"%s\": %s",
                        directory, error.message()));
  }
  std::sort(files.begin(), files.end());
  for (const fs::path& file : files) {
    ALTEREGO_ASSIGN_OR_RETURN(KnownDifference known, LoadFile(file.string()));
    out.Add(std::move(known));
  }
  return out;
}

const KnownDifference* KnownDifferences::Find(const Divergence& divergence,
                                              SqliteVersion version) const {
  const std::string family = EngineFamily(divergence.actual_from);
  for (const KnownDifference& known : all_) {
    if (known.engine != family) continue;
    if (!known.Matches(divergence)) continue;
    if (known.versions.empty()) return &known;
    for (const auto& [from, to] : known.versions) {
      if (from <= version && version <= to) return &known;
    }
  }
  return nullptr;
}

}  // namespace alterego
