// Loads SQLite builds at run time, several side by side in one process.
//
//   auto api = LoadSqlite("/opt/x/libsqlite3.so");
//   (*api)->libversion();                                          // "3.54.1"
//
// A library that is loaded stays loaded until the process ends: SQLite leaves
// no safe moment to unload it. Loading the same file again is cheap.
#ifndef ALTEREGO_ENGINES_SQLITE_LOADER_H_
#define ALTEREGO_ENGINES_SQLITE_LOADER_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

// The oldest SQLite that the engines speak with.
inline constexpr int kOldestSqlite = 3024000;

// The functions of the shared library at `path`. kUnavailable if there is no
// such file; kInvalidArgument if it is no shared library of this machine's kind
// or not SQLite (the missing functions are named); kFailedPrecondition if it is
// a SQLite that cannot be used here: too old, or bound to another build's
// functions.
absl::StatusOr<std::shared_ptr<const SqliteApi>> LoadSqlite(
    const std::string& path);

// Makes a build, by its sqlite3_config, stop adding up what it allocates, which
// takes a lock and two additions for every piece. Only sqlite3_memory_used()
// and the soft limit of the heap go by the sum, and nobody here asks for them.
// Without effect, and with another answer than SQLITE_OK, once the build is in
// use.
int StopCountingMemory(decltype(&sqlite3_config) config);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_SQLITE_LOADER_H_
