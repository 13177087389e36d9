#include "engines/registry.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "base/status_macros.h"
#include "engines/fixed_clock.h"
#include "engines/process_engine.h"
#include "engines/profile.h"
#include "engines/rebuild_engine.h"
#include "engines/sqlite_engine.h"
#include "engines/sqlite_loader.h"
#include "model/version.h"
#include "rebuild/option_words.h"

namespace alterego {
namespace {

// The default set of scripts/engines.
constexpr std::string_view kDefaultReleases[] = {
    "3.26.0", "3.31.1", "3.36.0", "3.40.0", "3.45.1", "3.49.2", "3.54.1"};

// What the rebuild engine needs of the SQLite under it.
constexpr SqliteVersion kOldestForRebuild{3, 31, 0};

std::shared_ptr<const SqliteApi> LinkedApi() {
  // Once, for it is of the whole process, and before SQLite is first used.
  static const int configured = [] {
    StopCountingMemory(&sqlite3_config);
    return RegisterFixedClock(&sqlite3_vfs_find, &sqlite3_vfs_register);
  }();
  (void)configured;
  // Not owned: the table is there for good.
  return {&SqliteApi::Linked(), [](const SqliteApi*) {}};
}

constexpr char kBuilds[] = ".engines/sqlite";
constexpr char kLibrary[] = "libsqlite3.so";

// "3.54.1" is the build that scripts/engines left below this folder; anything
// else is a path.
std::string LibraryPath(const std::string& text) {
  if (!SqliteVersion::Parse(text).has_value()) return text;
  return absl::StrCat(kBuilds, "/", text, "/", kLibrary);
}

// "sqlite", "sqlite:PATH" or "sqlite:VERSION". nullopt for a spec of another
// kind.
std::optional<absl::StatusOr<std::shared_ptr<const SqliteApi>>> ApiOf(
    std::string_view spec) {
  if (spec == "sqlite") return LinkedApi();
  constexpr std::string_view kPrefix = "sqlite:";
  if (spec.substr(0, kPrefix.size()) != kPrefix) return std::nullopt;
  const std::string path(spec.substr(kPrefix.size()));
  if (path.empty()) return std::nullopt;
  return LoadSqlite(LibraryPath(path));
}

// A command as its words; blanks separate, there is no quoting.
std::vector<std::string> WordsOf(std::string_view command) {
  std::vector<std::string> out =
      absl::StrSplit(absl::string_view(command.data(), command.size()), ' ',
                     absl::SkipEmpty());
  return out;
}

// ", libsql, turso".
std::string NamedEngines() {
  std::string out;
  for (const Profile& profile : AllProfiles()) {
    if (!profile.command.empty()) out += ", " + profile.engine;
  }
  return out;
}

absl::Status UnknownSpec(std::string_view spec) {
  return absl::InvalidArgumentError(
      absl::StrCat("unknown engine \"", std::string(spec),
                   "\"; there are: sqlite, sqlite:PATH.so, sqlite:VERSION, "
                   "rebuild, rebuild@sqlite:PATH.so, process:COMMAND",
                   NamedEngines()));
}

template <class T, size_t kCount>
bool SetWord(const rebuild::Words<T, kCount>& words, std::string_view word,
             T* out) {
  for (const auto& [name, value] : words) {
    if (name != word) continue;
    *out = value;
    return true;
  }
  return false;
}

// "rebuild", "rebuild:mode=full:strategy=edit": what stands before an @.
// nullopt for what is no such spec.
std::optional<rebuild::Options> RebuildOptionsOf(std::string_view spec) {
  rebuild::Options out;
  constexpr std::string_view kRebuild = "rebuild";
  if (spec.substr(0, kRebuild.size()) != kRebuild) return std::nullopt;
  spec.remove_prefix(kRebuild.size());
  while (!spec.empty()) {
    if (spec[0] != ':') return std::nullopt;
    spec.remove_prefix(1);
    const std::string_view option = spec.substr(0, spec.find(':'));
    spec.remove_prefix(option.size());
    const size_t equals = std::min(option.find('='), option.size());
    const std::string_view key = option.substr(0, equals);
    const std::string_view word =
        option.substr(std::min(equals + 1, option.size()));
    const bool known =
        (key == "mode" && SetWord(rebuild::kModeWords, word, &out.mode)) ||
        (key == "strategy" &&
         SetWord(rebuild::kStrategyWords, word, &out.strategy)) ||
        (key == "verify" && SetWord(rebuild::kVerifyWords, word, &out.verify));
    if (!known) return std::nullopt;
  }
  return out;
}

struct Build {
  SqliteVersion version;
  std::string path;
};

std::vector<Build> BuildsBelow(const std::string& root) {
  std::vector<Build> out;
  std::error_code error;
  const auto folder = std::filesystem::path(root) / kBuilds;
  std::filesystem::directory_iterator it(folder, error);
  const std::filesystem::directory_iterator end;
  for (; !error && it != end; it.increment(error)) {
    const auto version = SqliteVersion::Parse(it->path().filename().string());
    const auto library = it->path() / kLibrary;
    std::error_code ignored;
    if (version.has_value() && std::filesystem::exists(library, ignored)) {
      out.push_back({*version, library.string()});
    }
  }
  std::sort(out.begin(), out.end(), [](const Build& a, const Build& b) {
    return a.version < b.version;
  });
  return out;
}

EngineListing Describe(const std::string& spec) {
  EngineListing out;
  out.spec = spec;
  auto engine = OpenEngine(spec, {});
  if (!engine.ok()) {
    out.note = absl::StrReplaceAll(std::string(engine.status().message()),
                                   {{"\n", " "}});
    return out;
  }
  out.name = (*engine)->info().name;
  out.build_id = (*engine)->info().build_id;
  out.available = true;
  if (const auto profile = ParseProfileSpec(spec); profile && profile->ok()) {
    const auto& traits = (*engine)->info().traits;
    const auto holding = (*profile)->profile->Holding("", (*profile)->flags);
    out.note = absl::StrCat(holding.size(), " differences");
    if (!traits.lacks.empty()) {
      absl::StrAppend(&out.note,
                      "; not drawn: ", absl::StrJoin(traits.lacks, ", "));
    }
  }
  return out;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Engine>> OpenEngine(
    std::string_view spec, const EngineOptions& options) {
  std::string_view below = spec;
  const size_t at = std::min(spec.find('@'), spec.size());
  const auto rebuild = RebuildOptionsOf(spec.substr(0, at));
  if (rebuild) below = at == spec.size() ? "sqlite" : spec.substr(at + 1);
  constexpr std::string_view kProcess = "process:";
  if (spec.substr(0, kProcess.size()) == kProcess) {
    return ProcessEngine::Open(std::string(spec),
                               WordsOf(spec.substr(kProcess.size())), options);
  }
  if (const auto named = ParseProfileSpec(spec)) {
    if (!named->ok()) return named->status();
    std::vector<std::string> argv = (*named)->profile->command;
    argv.back() = absl::StrCat(DriversDirectory(), "/", argv.back());
    argv.insert(argv.end(), (*named)->flags.begin(), (*named)->flags.end());
    return ProcessEngine::Open(std::string(spec), std::move(argv), options,
                               **named);
  }
  auto api = ApiOf(below);
  if (!api.has_value()) return UnknownSpec(spec);
  if (!api->ok()) return api->status();
  if (rebuild) {
    return RebuildEngine::Open(std::string(spec), **api, options, *rebuild);
  }
  return SqliteEngine::Open(std::string(spec), **api, options);
}

bool IsLibrary(std::string_view spec) {
  return spec == "sqlite" || spec.starts_with("sqlite:") ||
         RebuildOptionsOf(spec.substr(0, spec.find('@'))).has_value();
}

std::vector<std::string> SplitEngineList(std::string_view list) {
  std::vector<std::string> out;
  while (true) {
    const size_t comma = list.find(',');
    const auto word =
        absl::StripAsciiWhitespace({list.data(), std::min(comma, list.size())});
    if (!word.empty()) out.emplace_back(word);
    if (comma == list.npos) return out;
    list.remove_prefix(comma + 1);
  }
}

std::optional<BuildListing> NewestBuild(const std::string& root) {
  const std::vector<Build> builds = BuildsBelow(root);
  if (builds.empty()) return std::nullopt;
  return BuildListing{builds.back().version, "sqlite:" + builds.back().path};
}

std::vector<EngineListing> ListEngines(const std::string& root) {
  std::vector<EngineListing> out = {Describe("sqlite"), Describe("rebuild")};
  const std::vector<Build> builds = BuildsBelow(root);
  for (const Build& build : builds) {
    out.push_back(Describe("sqlite:" + build.path));
    if (build.version >= kOldestForRebuild) {
      out.push_back(Describe("rebuild@sqlite:" + build.path));
    }
  }
  for (const std::string_view release : kDefaultReleases) {
    const auto version = SqliteVersion::Parse(release);
    if (std::any_of(builds.begin(), builds.end(), [&](const Build& build) {
          return build.version == *version;
        })) {
      continue;
    }
    EngineListing missing;
    missing.name = absl::StrCat("sqlite-", std::string(release));
    missing.spec = absl::StrCat("sqlite:", root, "/", kBuilds, "/",
                                std::string(release), "/", kLibrary);
    missing.note = absl::StrCat("run scripts/engines ", std::string(release));
    out.push_back(std::move(missing));
  }
  for (const Profile& profile : AllProfiles()) {
    if (!profile.command.empty()) out.push_back(Describe(profile.engine));
  }
  return out;
}

}  // namespace alterego
