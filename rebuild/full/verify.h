// Compares, row by row, what a copy must have kept.
#ifndef ALTEREGO_REBUILD_FULL_VERIFY_H_
#define ALTEREGO_REBUILD_FULL_VERIFY_H_

#include <string>

#include "absl/status/status.h"
#include "rebuild/database.h"

namespace alterego::rebuild::full {

// kInternal unless both queries give the same rows: storage classes and bytes,
// not what SQLite calls equal. Reads both side by side, in constant memory.
absl::Status SameRows(Database& database, const std::string& before,
                      const std::string& after);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_VERIFY_H_
