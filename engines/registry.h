// Which engines there are on this machine, for `alterego engines`.
#ifndef ALTEREGO_ENGINES_REGISTRY_H_
#define ALTEREGO_ENGINES_REGISTRY_H_

#include <optional>
#include <string>
#include <vector>

#include "engines/engine.h"
#include "model/version.h"

namespace alterego {

struct EngineListing {
  std::string spec;      // what OpenEngine takes
  std::string name;      // "sqlite-3.54.1"; of a missing one what it would be
  std::string build_id;  // "" if it is not available
  bool available = false;
  // Of an engine that is not available: the way out; else what it is not held
  // to.
  std::string note;
};

// The linked SQLite, the engines with a driver, the builds at
// `root`/.engines/sqlite/<version>/ and the rebuild engine on each of these;
// then, as not available, the releases that scripts/engines builds by default.
// Oldest version first.
std::vector<EngineListing> ListEngines(const std::string& root);

// True for a spec whose engine is a library in this process: SQLite, and the
// rebuild engine on it.
bool IsLibrary(std::string_view spec);

// The newest build at `root`/.engines/sqlite/<version>/; nullopt if there is
// none.
struct BuildListing {
  SqliteVersion version;
  std::string spec;
};
std::optional<BuildListing> NewestBuild(const std::string& root);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_REGISTRY_H_
