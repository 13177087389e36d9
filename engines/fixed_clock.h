// A clock that stands still, so that CURRENT_TIMESTAMP and date('now') say the
// same in every run of a campaign and on all of its lanes.
//
//   RegisterFixedClock(&sqlite3_vfs_find, &sqlite3_vfs_register);
//   sqlite3_open_v2(path, &db, flags, kFixedClockVfs);
#ifndef ALTEREGO_ENGINES_FIXED_CLOCK_H_
#define ALTEREGO_ENGINES_FIXED_CLOCK_H_

#include <sqlite3.h>

namespace alterego {

// SQLite's default VFS but for the time, which is 2001-02-03 04:05:06 UTC.
inline constexpr char kFixedClockVfs[] = "alterego-fixed-clock";

// Makes kFixedClockVfs known to one build of SQLite, by its functions, for as
// long as the process lives; what is known already stays. The default VFS stays
// the default. Not thread-safe. Returns SQLite's code.
int RegisterFixedClock(decltype(&sqlite3_vfs_find) find,
                       decltype(&sqlite3_vfs_register) enrol);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_FIXED_CLOCK_H_
