// alterego engines: what can be held against each other on this machine.
#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"
#include "engines/profile.h"
#include "engines/registry.h"

namespace alterego::cli {
namespace {

int RunEngines(const std::string& root) {
  const std::vector<EngineListing> engines = ListEngines(root);
  size_t width = 0;
  for (const EngineListing& engine : engines) {
    width = std::max(width, engine.spec.size());
  }
  bool any = false;
  for (const EngineListing& engine : engines) {
    any |= engine.available;
    const std::string& about =
        engine.note.empty() ? engine.build_id : engine.note;
    absl::PrintF("%-*s  %-16s  %s\n", static_cast<int>(width), engine.spec,
                 engine.name, engine.available ? about : "not here: " + about);
  }
  if (!any) return Fail(kHarness, "no engine can be opened on this machine");
  return kAgreed;
}

// The entries of a profile: what the engine does otherwise, and the way out.
int PrintProfile(const std::string& name) {
  const Profile* profile = FindProfile(name);
  if (profile == nullptr) {
    std::string names;
    for (const Profile& one : AllProfiles()) {
      names += (names.empty() ? "" : ", ") + one.engine;
    }
    return Fail(kUsage,
                absl::StrFormat("there is no profile of \"%s\"; there are: %s",
                                name, names));
  }
  absl::PrintF("%s\n", profile->title);
  for (const ProfileEntry& entry : profile->entries) {
    absl::PrintF("%s [%s", entry.id, entry.verdict);
    if (!entry.until.empty()) absl::PrintF(", until %s", entry.until);
    if (!entry.since.empty()) absl::PrintF(", since %s", entry.since);
    if (!entry.unless_flag.empty()) {
      absl::PrintF(", without the flag %s", entry.unless_flag);
    }
    if (!entry.only_flag.empty()) {
      absl::PrintF(", with the flag %s", entry.only_flag);
    }
    absl::PrintF("]: %s\n  way out: %s\n", entry.what, entry.way_out);
  }
  return kAgreed;
}

}  // namespace

void AddEngines(CLI::App& app, int* exit_code) {
  auto root = std::make_shared<std::string>(".");
  CLI::App* verb =
      app.add_subcommand("engines", "List the engines and how to name them");
  verb->add_option("--root", *root,
                   "Directory in which .engines/ holds SQLite builds")
      ->capture_default_str();
  auto profile = std::make_shared<std::string>();
  verb->add_option("--profile", *profile,
                   "Only what this engine does otherwise than SQLite, with the "
                   "ways out");
  verb->callback([root, profile, exit_code] {
    *exit_code = profile->empty() ? RunEngines(*root) : PrintProfile(*profile);
  });
}

}  // namespace alterego::cli
