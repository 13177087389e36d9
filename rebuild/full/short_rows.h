// What SQLite reads where a row stores fewer fields than its table has columns:
// the DEFAULT, but not always what an INSERT would store. Of TEXT DEFAULT 1e300
// it reads '1e300', and an INSERT writes '1.0e+300'. SQLite is asked, on a
// database of one row in memory.
//
//   DefaultAsRead(database, " TEXT", "1e300", false);  // '1e300'
#ifndef ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_
#define ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_

#include <string>

#include "absl/status/statusor.h"
#include "rebuild/database.h"

namespace alterego::rebuild::full {

// A literal. `type`: as SQL, "" for none. `value`: what stands behind DEFAULT.
// REQUIRES: IsLiteralDefault() of that.
absl::StatusOr<std::string> DefaultAsRead(const Database& database,
                                          const std::string& type,
                                          const std::string& value,
                                          bool strict);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_
