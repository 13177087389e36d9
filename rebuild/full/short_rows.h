// What SQLite reads where a row stores fewer fields than its table has columns:
// the DEFAULT, but not always what an INSERT would store. Of TEXT DEFAULT 1e300
// it reads '1e300', and an INSERT writes '1.0e+300'. SQLite is asked, on a
// database of one row in memory.
//
//   DefaultAsRead(database, "TEXT", "1e300", false)->sql;  // '1e300'
#ifndef ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_
#define ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_

#include <string>

#include "absl/status/statusor.h"
#include "model/sql/parser.h"
#include "rebuild/database.h"

namespace alterego::rebuild::full {

struct ReadDefault {
  std::string sql;  // a literal
  // To be stored in a column of that type it would be changed: of TEXT DEFAULT
  // false SQLite reads the integer 0.
  bool as_is = false;
};

// `type`: as SQL, "" for none. `value`: what stands behind DEFAULT. A refusal
// if SQLite takes no such column. REQUIRES: IsLiteralDefault() of the value.
absl::StatusOr<ReadDefault> DefaultAsRead(const Database& database,
                                          const std::string& type,
                                          const std::string& value,
                                          bool strict);

// The same of a column of a CREATE TABLE, as a literal: NULL if it has no
// DEFAULT, or one that rows always store.
absl::StatusOr<std::string> MissingField(const Database& database,
                                         const sql::Parsed& create,
                                         size_t column);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_SHORT_ROWS_H_
