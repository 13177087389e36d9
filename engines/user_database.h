// UserDatabase: somebody's database file, opened to be changed, or to be read.
//
//   absl::StatusOr<UserDatabase> database = UserDatabase::Open("app.db");
//   rebuild::Alter(database->connection(), "ALTER TABLE ...", options);
//
// The file must exist. Errors are those of engines/database_reader.h; an error
// of SQLite to a statement is a RefusalStatus. A write that meets another
// connection's lock waits for some seconds.
#ifndef ALTEREGO_ENGINES_USER_DATABASE_H_
#define ALTEREGO_ENGINES_USER_DATABASE_H_

#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

class UserDatabase {
 public:
  static absl::StatusOr<UserDatabase> Open(const std::string& path);
  // Never writes to the file; one that may not be written to will do.
  static absl::StatusOr<UserDatabase> OpenToRead(const std::string& path);

  rebuild::Connection& connection() { return connection_; }
  // One statement to its end; rows are ignored.
  absl::Status Execute(const std::string& sql);
  // A copy of the database as it is now, in a file that must not exist yet
  // (https://sqlite.org/backup.html). The copy is whole or is not there.
  absl::Status Backup(const std::string& path);
  // Stops what runs now, as soon as SQLite can; for a signal handler, too.
  void Interrupt() const { connection_.api().interrupt(db_.get()); }
  // True if the text ends where a statement does: not in a string, a comment or
  // the body of a trigger (https://sqlite.org/c3ref/complete.html).
  static bool IsComplete(const std::string& sql);
  // True while there is no transaction.
  bool autocommit() const;

 private:
  static absl::StatusOr<UserDatabase> Open(const std::string& path, int access);
  using Owner = std::unique_ptr<sqlite3, decltype(SqliteApi::close_v2)>;
  explicit UserDatabase(Owner db)
      : db_(std::move(db)), connection_(SqliteApi::Linked(), db_.get()) {}

  Owner db_;
  rebuild::Connection connection_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_USER_DATABASE_H_
