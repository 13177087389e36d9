#include "runner/known.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
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
  known.seen = header("seen");
  known.reason = header("reason");
  known.verdict = header("verdict");
  known.with = absl::StrSplit(header("with"), ':', absl::SkipEmpty());
  if (known.signature.empty() || known.reason.empty()) {
    return absl::InvalidArgumentError(
        "a known difference needs the header lines signature= and reason=");
  }
  ALTEREGO_RETURN_IF_ERROR(ParseWindows(header("versions"), &known.versions));
  return known;
}

// "schema-index-view-temp.changed" ->
// "schema-index-temp.changed", "schema-view-temp.changed".
std::vector<std::string> KindsOf(const std::string& part) {
  constexpr std::string_view kSchema = "schema-";
  const size_t dot = std::min(part.rfind('.'), part.size());
  std::vector<std::string> kinds;
  std::string rest = part.substr(dot);
  if (part.rfind(kSchema, 0) != 0) return {part};
  const std::vector<std::string> words =
      absl::StrSplit(part.substr(kSchema.size(), dot - kSchema.size()), '-');
  for (const std::string& word : words) {
    if (word == "temp") {
      rest = "-temp" + rest;
    } else if (word == "index" || word == "table" || word == "trigger" ||
               word == "view") {
      kinds.push_back(word);
    } else {
      return {part};
    }
  }
  if (kinds.size() < 2) return {part};
  for (std::string& kind : kinds) {
    kind = absl::StrFormat("%s%s%s", kSchema, kind, rest);
  }
  return kinds;
}

// "schema-lost-collate-new-check.changed" ->
// "schema-lost-collate.changed", "schema-new-check.changed".
std::vector<std::string> SingleParts(const std::string& part) {
  const size_t dot = std::min(part.rfind('.'), part.size());
  const auto next = [&](size_t from) {
    return std::min({part.find("-lost-", from), part.find("-new-", from), dot});
  };
  std::vector<std::string> out;
  const size_t first = next(0);
  for (size_t at = first; at < dot;) {
    const size_t end = next(at + 1);
    out.push_back(part.substr(0, first) + part.substr(at, end - at) +
                  part.substr(dot));
    at = end;
  }
  return out.empty() ? KindsOf(part) : out;
}

std::string_view PartOf(std::string_view single) {
  for (int i = 0; i < 3; ++i) single.remove_prefix(single.find('/') + 1);
  return single.substr(0, single.find('/'));
}

// Those of `known` that are some of these, and what they leave.
struct Cover {
  std::vector<const KnownDifference*> used;
  std::vector<std::string> left;
};
Cover CoverOf(const std::vector<const KnownDifference*>& known,
              const std::vector<std::string>& singles) {
  Cover out;
  std::vector<const KnownDifference*>& used = out.used;
  for (const KnownDifference* one : known) {
    if (std::any_of(singles.begin(), singles.end(),
                    [one](const std::string& single) {
                      return SignatureMatches(one->signature, single);
                    })) {
      used.push_back(one);
    }
  }
  const auto is_left = [&used](const std::string& single) {
    return std::none_of(used.begin(), used.end(),
                        [&single](const KnownDifference* one) {
                          return SignatureMatches(one->signature, single) ||
                                 std::find(one->with.begin(), one->with.end(),
                                           PartOf(single)) != one->with.end();
                        });
  };
  std::copy_if(singles.begin(), singles.end(), std::back_inserter(out.left),
               is_left);
  return out;
}

// Those of `known` that together are all of these; none if something is left.
std::vector<const KnownDifference*> Covers(
    const std::vector<const KnownDifference*>& known,
    const std::vector<std::string>& singles) {
  Cover cover = CoverOf(known, singles);
  if (!cover.left.empty()) return {};
  return std::move(cover.used);
}

bool MayAnswer(const KnownDifference& known, const Divergence& divergence) {
  // An answer may repeat a word as the statement spells it.
  if (!known.answer.empty() &&
      !SignatureMatches(absl::AsciiStrToLower(known.answer),
                        absl::AsciiStrToLower(divergence.actual))) {
    return false;
  }
  const auto& differences = divergence.differences;
  return known.seen.empty() ||
         std::any_of(
             differences.begin(), differences.end(),
             [&known](const Difference& difference) {
               return SignatureMatches(known.seen, difference.section) ||
                      SignatureMatches(known.seen, difference.expected) ||
                      SignatureMatches(known.seen, difference.actual);
             });
}

// KnownDifference::Matches, of a divergence whose signature is at hand.
bool IsAllOf(const KnownDifference& known, const Divergence& divergence,
             const std::string& all, const std::vector<std::string>& singles) {
  return MayAnswer(known, divergence) &&
         (SignatureMatches(known.signature, all) ||
          Covers({&known}, singles).size() == 1);
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

std::vector<std::string> SingleSignatures(std::string_view signature) {
  std::vector<std::string> fields = absl::StrSplit(
      absl::string_view(signature.data(), signature.size()), '/');
  if (fields.size() < 5 || absl::StartsWith(fields[3], "expected:")) {
    return {std::string(signature)};
  }
  const std::vector<std::string> parts = absl::StrSplit(fields[3], ':');
  std::vector<std::string> out;
  for (const std::string& part : parts) {
    for (std::string& single : SingleParts(part)) {
      fields[3] = std::move(single);
      out.push_back(absl::StrJoin(fields, "/"));
    }
  }
  return out;
}

bool KnownDifference::Matches(const Divergence& divergence) const {
  const std::string all = divergence.Signature();
  return IsAllOf(*this, divergence, all, SingleSignatures(all));
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

std::vector<const KnownDifference*> KnownDifferences::Holding(
    const Divergence& divergence, SqliteVersion version) const {
  const std::string family = EngineFamily(divergence.actual_from);
  std::vector<const KnownDifference*> out;
  for (const KnownDifference& known : all_) {
    const bool holds = known.versions.empty() ||
                       std::any_of(known.versions.begin(), known.versions.end(),
                                   [&](const Window& window) {
                                     return window.first <= version &&
                                            version <= window.second;
                                   });
    if (known.engine == family && holds && MayAnswer(known, divergence)) {
      out.push_back(&known);
    }
  }
  return out;
}

const KnownDifference* KnownDifferences::Find(const Divergence& divergence,
                                              SqliteVersion version) const {
  const std::string all = divergence.Signature();
  const std::vector<std::string> singles = SingleSignatures(all);
  const auto holding = Holding(divergence, version);
  for (const KnownDifference* known : holding) {
    if (IsAllOf(*known, divergence, all, singles)) return known;
  }
  const auto several = Covers(holding, singles);
  return several.empty() ? nullptr : several.front();
}

std::string KnownDifferences::NewPart(const Divergence& divergence,
                                      SqliteVersion version) const {
  if (Find(divergence, version) != nullptr) return "";
  const std::string all = divergence.Signature();
  const std::vector<std::string> singles = SingleSignatures(all);
  const Cover cover = CoverOf(Holding(divergence, version), singles);
  if (cover.left.size() == singles.size()) return all;
  std::vector<std::string> parts;
  for (const std::string& single : cover.left) {
    parts.emplace_back(PartOf(single));
  }
  std::vector<std::string> fields = absl::StrSplit(all, '/');
  fields[3] = absl::StrJoin(parts, ":");
  return absl::StrJoin(fields, "/");
}

}  // namespace alterego
