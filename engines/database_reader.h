// DatabaseReader: asks a database file that somebody else made, and leaves it
// as it is. One snapshot of the file for all questions.
//
//   absl::StatusOr<DatabaseReader> reader = DatabaseReader::Open("app.db");
//   reader->ForEachRow("SELECT a, b FROM t", [](const Row& row) { ... });
//
// Errors name the file, the reason and a way out. kNotFound: there is no such
// file; kInvalidArgument: it is not a database, is encrypted, truncated or
// damaged, or its schema does not parse; kPermissionDenied: it may not be read;
// kUnavailable: another connection holds a lock.
#ifndef ALTEREGO_ENGINES_DATABASE_READER_H_
#define ALTEREGO_ENGINES_DATABASE_READER_H_

#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/value.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

class DatabaseReader {
 public:
  static absl::StatusOr<DatabaseReader> Open(const std::string& path);

  // Reads a schema that SQLite finds malformed all the same: what SQLite says
  // of it, "" if it is sound. The rows of an object that SQLite does not load
  // cannot be read.
  absl::StatusOr<std::string> AcceptSchema();

  // `row` is valid during the call only.
  absl::Status ForEachRow(const std::string& sql,
                          absl::FunctionRef<void(const Row& row)> visit);

 private:
  using Owner = std::unique_ptr<sqlite3, decltype(SqliteApi::close_v2)>;
  DatabaseReader(std::string path, Owner db)
      : path_(std::move(path)), db_(std::move(db)) {}

  std::string path_;
  Owner db_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_DATABASE_READER_H_
