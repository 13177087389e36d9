// alterego engines: what can be held against each other on this machine.
#include <algorithm>
#include <memory>
#include <string>

#include "absl/strings/str_format.h"
#include "cli/common.h"
#include "cli/verbs.h"
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
    absl::PrintF(
        "%-*s  %-16s  %s\n", static_cast<int>(width), engine.spec, engine.name,
        engine.available ? engine.build_id : "not here: " + engine.note);
  }
  if (!any) return Fail(kHarness, "no engine can be opened on this machine");
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
  verb->callback([root, exit_code] { *exit_code = RunEngines(*root); });
}

}  // namespace alterego::cli
