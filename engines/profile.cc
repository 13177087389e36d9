#include "engines/profile.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/check.h"
#include "base/status_macros.h"
#include "engines/profile_texts.h"
#include "model/version.h"
#include "nlohmann/json.hpp"

namespace alterego {
namespace {

using Json = nlohmann::json;

absl::Status Wrong(std::string_view where, std::string_view what) {
  return absl::InvalidArgumentError(
      absl::StrCat("profile: ", std::string(where), ": ", std::string(what)));
}

std::string TextOr(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found != json.end() && found->is_string() ? found->get<std::string>()
                                                   : "";
}

std::vector<std::string> Texts(const Json& json, const char* key) {
  std::vector<std::string> out;
  const auto found = json.find(key);
  if (found == json.end() || !found->is_array()) return out;
  for (const Json& one : *found) {
    if (one.is_string()) out.push_back(one.get<std::string>());
  }
  return out;
}

std::optional<Reason> ReasonByName(std::string_view name) {
  for (int i = 0; i < kReasonCount; ++i) {
    if (ReasonName(static_cast<Reason>(i)) == name) {
      return static_cast<Reason>(i);
    }
  }
  return std::nullopt;
}

absl::StatusOr<Profile::Message> ParseMessage(const Json& json) {
  const std::string shown = json.dump();
  if (!json.is_array() || json.size() != 3 || !json[0].is_string() ||
      !json[1].is_string() || !json[2].is_string()) {
    return Wrong(shown, "a message is [match, text, reason]");
  }
  Profile::Message out;
  const auto match = json[0].get<std::string>();
  if (match == "starts") {
    out.match = Profile::Message::Match::kStarts;
  } else if (match == "contains") {
    out.match = Profile::Message::Match::kContains;
  } else if (match != "is") {
    return Wrong(shown, "the match is one of is, starts, contains");
  }
  out.text = json[1].get<std::string>();
  const auto reason = ReasonByName(json[2].get<std::string>());
  if (!reason) return Wrong(shown, "there is no such reason");
  out.reason = *reason;
  return out;
}

absl::StatusOr<ProfileEntry> ParseEntry(const Json& json) {
  ProfileEntry out;
  out.id = TextOr(json, "id");
  const std::string where = out.id.empty() ? json.dump() : out.id;
  out.verdict = TextOr(json, "verdict");
  if (out.verdict != "gap" && out.verdict != "difference" &&
      out.verdict != "bug") {
    return Wrong(where, "the verdict is one of gap, difference, bug");
  }
  out.what = TextOr(json, "what");
  out.way_out = TextOr(json, "way_out");
  out.since = TextOr(json, "since");
  out.until = TextOr(json, "until");
  out.unless_flag = TextOr(json, "unless_flag");
  out.only_flag = TextOr(json, "only_flag");
  out.weights = Texts(json, "weights");
  out.masks = Texts(json, "masks");
  out.detects = Texts(json, "detects");
  const Json probe = json.value("probe", Json::object());
  out.probe = {Texts(probe, "setup"), TextOr(probe, "sql"),
               TextOr(probe, "expect")};
  if (out.id.empty() || out.what.empty() || out.way_out.empty()) {
    return Wrong(where, "an entry has id, what and way_out");
  }
  if (out.probe.sql.empty() || out.probe.expect.empty()) {
    return Wrong(where, "its probe has sql and expect");
  }
  return out;
}

// 0.7.2 and the like; what is no version is the oldest.
SqliteVersion VersionOf(std::string_view text) {
  return SqliteVersion::Parse(text).value_or(SqliteVersion{0, 0, 0});
}

bool Has(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::vector<Profile> ParseAll() {
  std::vector<Profile> out;
  for (const std::string_view text : ProfileTexts()) {
    absl::StatusOr<Profile> profile = ParseProfile(text);
    if (!profile.ok()) {
      std::fprintf(stderr, "%s\n", profile.status().ToString().c_str());
    }
    ALTEREGO_CHECK(profile.ok());
    out.push_back(*std::move(profile));
  }
  std::sort(out.begin(), out.end(), [](const Profile& a, const Profile& b) {
    return a.engine < b.engine;
  });
  return out;
}

}  // namespace

absl::StatusOr<Profile> ParseProfile(std::string_view text) {
  const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return Wrong(text.substr(0, 40), "not JSON");
  Profile out;
  out.engine = TextOr(json, "engine");
  if (out.engine.empty()) return Wrong(text.substr(0, 40), "no engine");
  out.title = TextOr(json, "title");
  out.install = TextOr(json, "install");
  out.command = Texts(json, "command");
  out.flags = Texts(json, "flags");
  out.own_wording = TextOr(json, "wording") == "own";
  out.own_text = TextOr(json, "schema_text") == "own";
  for (const Json& message : json.value("messages", Json::array())) {
    ALTEREGO_ASSIGN_OR_RETURN(Profile::Message parsed, ParseMessage(message));
    out.messages.push_back(std::move(parsed));
  }
  for (const Json& entry : json.value("entries", Json::array())) {
    ALTEREGO_ASSIGN_OR_RETURN(ProfileEntry parsed, ParseEntry(entry));
    for (const std::string& flag : {parsed.unless_flag, parsed.only_flag}) {
      if (!flag.empty() && !Has(out.flags, flag)) {
        return Wrong(parsed.id, "unknown flag " + flag);
      }
    }
    out.entries.push_back(std::move(parsed));
  }
  return out;
}

std::vector<const ProfileEntry*> Profile::Holding(
    std::string_view version, const std::vector<std::string>& on) const {
  std::vector<const ProfileEntry*> out;
  for (const ProfileEntry& entry : entries) {
    if (!entry.unless_flag.empty() && Has(on, entry.unless_flag)) continue;
    if (!entry.only_flag.empty() && !Has(on, entry.only_flag)) continue;
    if (!version.empty()) {
      const SqliteVersion v = VersionOf(version);
      if (!entry.since.empty() && v < VersionOf(entry.since)) continue;
      if (!entry.until.empty() && v >= VersionOf(entry.until)) continue;
    }
    out.push_back(&entry);
  }
  return out;
}

std::optional<Reason> Profile::ReasonOf(std::string_view message) const {
  for (const Message& row : messages) {
    bool fits = message == row.text;
    if (row.match == Message::Match::kStarts) {
      fits = message.substr(0, row.text.size()) == row.text;
    } else if (row.match == Message::Match::kContains) {
      fits = message.find(row.text) != message.npos;
    }
    if (fits) return row.reason;
  }
  return std::nullopt;
}

const std::vector<Profile>& AllProfiles() {
  static const auto* const all = new std::vector<Profile>(ParseAll());
  return *all;
}

const Profile* FindProfile(std::string_view engine) {
  for (const Profile& profile : AllProfiles()) {
    if (profile.engine == engine) return &profile;
  }
  return nullptr;
}

std::optional<absl::StatusOr<ProfileSpec>> ParseProfileSpec(
    std::string_view spec) {
  const size_t colon = std::min(spec.find(':'), spec.size());
  ProfileSpec out;
  out.profile = FindProfile(spec.substr(0, colon));
  if (out.profile == nullptr || out.profile->command.empty()) {
    return std::nullopt;
  }
  if (colon < spec.size()) {
    const std::string_view flags = spec.substr(colon + 1);
    out.flags = absl::StrSplit(absl::string_view(flags.data(), flags.size()),
                               '+', absl::SkipEmpty());
  }
  for (const std::string& flag : out.flags) {
    if (Has(out.profile->flags, flag)) continue;
    return absl::InvalidArgumentError(absl::StrCat(
        "engine ", out.profile->engine, " has no flag \"", flag, "\"; ",
        out.profile->flags.empty()
            ? "it has none"
            : "there are: " + absl::StrJoin(out.profile->flags, ", ")));
  }
  return out;
}

std::string DriversDirectory() {
  namespace fs = std::filesystem;
  if (const char* set = std::getenv("ALTEREGO_DRIVERS")) return set;
  std::error_code error;
  fs::path above = fs::read_symlink("/proc/self/exe", error).parent_path();
  while (!error && above.has_relative_path()) {
    for (const char* below : {"engines/drivers", "share/alterego/drivers"}) {
      if (fs::is_directory(above / below, error)) return above / below;
      error.clear();
    }
    above = above.parent_path();
  }
  return "engines/drivers";
}

}  // namespace alterego
