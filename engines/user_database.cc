#include "engines/user_database.h"

#include <filesystem>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "engines/database_reader.h"
#include "rebuild/database.h"

namespace alterego {
namespace {

constexpr int kBusyTimeoutMs = 5000;

}  // namespace

absl::StatusOr<UserDatabase> UserDatabase::Open(const std::string& path) {
  ALTEREGO_ASSIGN_OR_RETURN(UserDatabase database,
                            Open(path, SQLITE_OPEN_READWRITE));
  const SqliteApi& api = SqliteApi::Linked();
  if (api.db_readonly(database.db_.get(), "main") == 1) {
    return absl::PermissionDeniedError(absl::StrCat(
        path, ": may not be written to; check the permissions of the file"));
  }
  return database;
}

absl::StatusOr<UserDatabase> UserDatabase::OpenToRead(const std::string& path) {
  return Open(path, SQLITE_OPEN_READONLY);
}

absl::StatusOr<UserDatabase> UserDatabase::Open(const std::string& path,
                                                int access) {
  // What is wrong with the file is found and said by whoever reads it.
  ALTEREGO_ASSIGN_OR_RETURN(DatabaseReader reader, DatabaseReader::Open(path));
  ALTEREGO_RETURN_IF_ERROR(reader.ForEachRow(
      "SELECT count(*) FROM sqlite_master", [](const Row&) {}));
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3* db = nullptr;
  const int code = api.open_v2(
      path.c_str(), &db,
      access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nullptr);
  UserDatabase database(Owner(db, api.close_v2));
  if (code != SQLITE_OK) {
    return absl::PermissionDeniedError(absl::StrCat(
        path, ": cannot be opened: ", db ? api.errmsg(db) : "out of memory"));
  }
  api.busy_timeout(db, kBusyTimeoutMs);
  return database;
}

absl::Status UserDatabase::Execute(const std::string& sql) {
  return rebuild::Database(connection_).Execute(sql);
}

bool UserDatabase::IsComplete(const std::string& sql) {
  return sqlite3_complete(sql.c_str()) != 0;
}

bool UserDatabase::autocommit() const {
  return connection_.api().get_autocommit(db_.get()) != 0;
}

absl::Status UserDatabase::Backup(const std::string& path) {
  const SqliteApi& api = connection_.api();
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": exists already; name a file that does not"));
  }
  sqlite3* raw = nullptr;
  int code = api.open_v2(path.c_str(), &raw,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Owner copy(raw, api.close_v2);
  if (code == SQLITE_OK) {
    sqlite3_backup* backup =
        api.backup_init(copy.get(), "main", db_.get(), "main");
    code = SQLITE_ERROR;
    if (backup != nullptr) {
      code = api.backup_step(backup, -1);
      api.backup_finish(backup);
    }
  }
  if (code == SQLITE_DONE) return absl::OkStatus();
  const std::string reason =
      copy == nullptr ? "out of memory" : api.errmsg(copy.get());
  copy.reset();
  std::filesystem::remove(path, error);
  return absl::PermissionDeniedError(
      absl::StrCat(path, ": the backup cannot be written: ", reason,
                   "; nothing was changed"));
}

}  // namespace alterego
