// alterego doctor: what of a database will be otherwise on another engine.
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "engines/database_reader.h"
#include "engines/detect.h"
#include "engines/profile.h"
#include "model/version.h"
#include "nlohmann/json.hpp"

namespace alterego::cli {
namespace {

using Json = nlohmann::ordered_json;

struct Flags {
  std::string database, target;
  bool json = false;
};

// What the database is to run on: a profile, its flags, and a version if the
// target named one.
struct Target {
  const Profile* profile = nullptr;
  std::vector<std::string> flags;
  std::string version;
};

struct Object {
  std::string type, name;
  std::set<std::string> features;
};

struct Ailment {
  Object object;
  const ProfileEntry* entry = nullptr;
};

// "turso", "turso:views", "sqlite-3.40", "libsql".
absl::StatusOr<Target> ParseTarget(const std::string& text) {
  Target out;
  constexpr std::string_view kSqlite = "sqlite-";
  const std::string version = text.substr(0, kSqlite.size()) == kSqlite
                                  ? text.substr(kSqlite.size())
                                  : "";
  if (!version.empty() && absl::ascii_isdigit(version[0])) {
    ALTEREGO_ASSIGN_OR_RETURN(const SqliteVersion parsed,
                              ParseSqliteVersion("--target=sqlite-", version));
    out.profile = FindProfile("sqlite");
    out.version = parsed.ToString();
    return out;
  }
  if (const auto spec = ParseProfileSpec(text)) {
    if (!spec->ok()) return spec->status();
    out.profile = (*spec)->profile;
    out.flags = (*spec)->flags;
    return out;
  }
  std::string names = "sqlite-VERSION";
  for (const Profile& profile : AllProfiles()) {
    if (!profile.command.empty()) names += ", " + profile.engine;
  }
  return absl::InvalidArgumentError(absl::StrFormat(
      "--target: there is no profile of \"%s\"; there are: %s", text, names));
}

absl::StatusOr<std::vector<Object>> ReadObjects(const std::string& path) {
  ALTEREGO_ASSIGN_OR_RETURN(DatabaseReader reader, DatabaseReader::Open(path));
  std::vector<Object> out;
  ALTEREGO_RETURN_IF_ERROR(reader.ForEachRow(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
      "ORDER BY rowid",
      [&out](const Row& row) {
        // What SQLite keeps for itself is made anew wherever it is needed.
        if (row[1].text().rfind("sqlite_", 0) == 0) return;
        out.push_back(
            {row[0].text(), row[1].text(), DetectFeatures(row[2].text())});
      }));
  bool vacuums = false;
  ALTEREGO_RETURN_IF_ERROR(reader.ForEachRow(
      "PRAGMA auto_vacuum",
      [&vacuums](const Row& row) { vacuums = row[0].integer() != 0; }));
  if (vacuums) out.push_back({"database", path, {"auto_vacuum"}});
  return out;
}

std::vector<Ailment> Examine(const std::vector<Object>& objects,
                             const Target& target) {
  std::vector<Ailment> out;
  for (const ProfileEntry* entry :
       target.profile->Holding(target.version, target.flags)) {
    for (const Object& object : objects) {
      if (std::any_of(entry->detects.begin(), entry->detects.end(),
                      [&](const std::string& feature) {
                        return object.features.count(feature) > 0;
                      })) {
        out.push_back({object, entry});
      }
    }
  }
  return out;
}

std::string EntryName(const Target& target, const ProfileEntry& entry) {
  return target.profile->engine + "/" + entry.id;
}

void PrintJson(const Flags& flags, const Target& target,
               const std::vector<Ailment>& ailments, size_t objects) {
  Json list = Json::array();
  for (const Ailment& ailment : ailments) {
    list.push_back(
        {{"object",
          {{"type", ailment.object.type}, {"name", ailment.object.name}}},
         {"entry", EntryName(target, *ailment.entry)},
         {"verdict", ailment.entry->verdict},
         {"what", ailment.entry->what},
         {"way_out", ailment.entry->way_out}});
  }
  const Json out = {{"database", flags.database},
                    {"target", flags.target},
                    {"objects", objects},
                    {"findings", std::move(list)}};
  absl::PrintF("%s\n", out.dump(2, ' ', false, Json::error_handler_t::replace));
}

void PrintText(const Flags& flags, const Target& target,
               const std::vector<Ailment>& ailments, size_t objects) {
  const ProfileEntry* last = nullptr;
  for (const Ailment& ailment : ailments) {
    const ProfileEntry& entry = *ailment.entry;
    if (&entry != last) {
      absl::PrintF("%s [%s, %s]\n  way out: %s\n", entry.what,
                   EntryName(target, entry), entry.verdict, entry.way_out);
      last = &entry;
    }
    absl::PrintF("  %s %s\n", ailment.object.type, ailment.object.name);
  }
  absl::PrintF(
      "%s: %d of what it holds will be otherwise on %s, %d objects "
      "looked at\n",
      flags.database, ailments.size(), flags.target, objects);
}

absl::StatusOr<int> RunDoctor(const Flags& flags) {
  ALTEREGO_ASSIGN_OR_RETURN(const Target target, ParseTarget(flags.target));
  ALTEREGO_ASSIGN_OR_RETURN(const std::vector<Object> objects,
                            ReadObjects(flags.database));
  const std::vector<Ailment> ailments = Examine(objects, target);
  (flags.json ? PrintJson : PrintText)(flags, target, ailments, objects.size());
  return ailments.empty() ? kAgreed : kDiverged;
}

}  // namespace

void AddDoctor(CLI::App& app, int* exit_code) {
  auto flags = std::make_shared<Flags>();
  CLI::App* verb = app.add_subcommand(
      "doctor", "Tell what of a database will be otherwise on another engine");
  verb->add_option("DB", flags->database, "A SQLite database file")->required();
  verb->add_option("--target", flags->target,
                   "Where it is to run: turso, turso:FLAG+FLAG, libsql, "
                   "sqlite-3.40, ...")
      ->required();
  verb->add_flag("--json", flags->json, "As JSON");
  verb->callback([flags, exit_code] {
    const absl::StatusOr<int> code = RunDoctor(*flags);
    *exit_code = code.ok() ? *code : Fail(code.status());
  });
}

}  // namespace alterego::cli
