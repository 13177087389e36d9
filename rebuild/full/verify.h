// Compares, row by row, what an ALTER must have kept.
#ifndef ALTEREGO_REBUILD_FULL_VERIFY_H_
#define ALTEREGO_REBUILD_FULL_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rebuild/database.h"

namespace alterego::rebuild::full {

// Is told how many rows have been looked at, now and then; its error ends that.
using Looked = std::function<absl::Status(int64_t rows)>;

// kInternal unless both queries give the same rows: storage classes and bytes,
// not what SQLite calls equal. Reads both side by side, in constant memory.
absl::Status SameRows(Database& database, const std::string& before,
                      const std::string& after, const Looked& looked = nullptr);

// What a query gives, in few bytes: of rows that are changed where they are,
// nothing else is left to compare with.
struct Digest {
  int64_t rows = 0;
  uint64_t hash = 0;
  friend bool operator==(const Digest&, const Digest&) = default;
};
absl::StatusOr<Digest> DigestOf(Database& database, const std::string& query,
                                const Looked& looked = nullptr);

// Whether the table, main."t", has so few rows that two digests of it cost
// next to nothing. Of a large one they take longer than changing it did.
absl::StatusOr<bool> HasFewRows(Database& database, const std::string& table);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_VERIFY_H_
