#include "extension/host.h"

// After sqlite3.h: it makes macros of the functions' names.
#include <sqlite3ext.h>

namespace alterego {

SqliteApi HostApi(const sqlite3_api_routines* routines) {
  SqliteApi api;
  // One of them has another name in the host's table: see below.
#define ALTEREGO_COPY(name)                   \
  [&](const auto* host) {                     \
    if constexpr (requires { host->name; }) { \
      api.name = host->name;                  \
    }                                         \
  }(routines);
  ALTEREGO_SQLITE_FUNCTIONS(ALTEREGO_COPY)
  api.interrupt = routines->interruptx;
  // The table of an older host ends before these.
  constexpr int kHasSerialize = 3037000;
  if (routines->libversion_number() >= kHasSerialize) {
    ALTEREGO_SQLITE_OPTIONAL_FUNCTIONS(ALTEREGO_COPY)
  }
#undef ALTEREGO_COPY
  return api;
}

}  // namespace alterego
