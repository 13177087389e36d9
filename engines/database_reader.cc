#include "engines/database_reader.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "engines/sqlite_value.h"
#include "rebuild/database.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

// How long to wait for another connection's lock.
constexpr int kBusyTimeoutMs = 2000;

// "encrypted" and "not a database" look the same to SQLite: the header says
// more. https://sqlite.org/fileformat2.html#the_database_header
absl::Status CheckHeader(const std::string& path) {
  std::error_code error;
  const fs::file_status kind = fs::status(path, error);
  if (!fs::exists(kind)) {
    return absl::NotFoundError(path + ": there is no such file");
  }
  if (fs::is_directory(kind)) {
    return absl::InvalidArgumentError(path +
                                      ": is a directory, not a database");
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::PermissionDeniedError(
        absl::StrFormat("%s: cannot be opened: %s", path, strerror(errno)));
  }
  std::array<unsigned char, 100> header{};
  in.read(reinterpret_cast<char*>(header.data()), header.size());
  const auto size = static_cast<uint64_t>(fs::file_size(path, error));
  if (error || size == 0) return absl::OkStatus();  // an empty database
  constexpr std::string_view kMagic("SQLite format 3\0", 16);
  if (in.gcount() < 16 ||
      std::memcmp(header.data(), kMagic.data(), kMagic.size()) != 0) {
    return absl::InvalidArgumentError(
        path +
        ": is not a SQLite database, or it is encrypted (it does not begin "
        "with \"SQLite format 3\"); decrypt it first");
  }
  uint64_t page_size = header[16] << 8 | header[17];
  if (page_size == 1) page_size = 65536;
  uint64_t pages = 0;
  for (int i = 28; i < 32; ++i) pages = pages << 8 | header[i];
  // The count holds if the change counter is the one of the writer (offset 92).
  const bool counted = std::memcmp(&header[24], &header[92], 4) == 0;
  std::error_code no_wal;
  if (counted && pages * page_size > size &&
      !fs::exists(path + "-wal", no_wal)) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: is truncated: its header counts %d pages of %d bytes, the file "
        "ends after %d bytes; restore it from a backup, or save what is left "
        "with `sqlite3 FILE .recover`",
        path, pages, page_size, size));
  }
  return absl::OkStatus();
}

// What SQLite says of the file, in words of what to do.
absl::Status FileError(const std::string& path, const absl::Status& status) {
  const auto refusal = rebuild::RefusalOf(status);
  if (!refusal) return status;
  const std::string text = path + ": " + refusal->message;
  switch (refusal->extended_code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(
          text +
          "; another connection is writing to it: try again when it has "
          "finished");
    case SQLITE_NOTADB:
      return absl::InvalidArgumentError(
          text + ", or it is encrypted; decrypt it first");
    case SQLITE_CORRUPT:
      if (refusal->message.starts_with("malformed database schema")) {
        return absl::InvalidArgumentError(
            text +
            "; SQLite refuses every statement until that entry of "
            "sqlite_schema is mended; `alterego import` writes out what can "
            "be read, and `sqlite3 FILE .recover` more of it");
      }
      return absl::InvalidArgumentError(
          text +
          "; see `PRAGMA integrity_check`, and save what is left with "
          "`sqlite3 FILE .recover`");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return absl::PermissionDeniedError(
          text + "; check the permissions of the file and of its folder");
    default:
      return absl::InvalidArgumentError(text);
  }
}

}  // namespace

absl::StatusOr<DatabaseReader> DatabaseReader::Open(const std::string& path) {
  ALTEREGO_RETURN_IF_ERROR(CheckHeader(path));
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3* db = nullptr;
  const int code = api.open_v2(
      path.c_str(), &db,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
      nullptr);
  DatabaseReader reader(path, Owner(db, api.close_v2));
  rebuild::Database database(rebuild::Connection(api, db));
  if (code != SQLITE_OK) return FileError(path, database.LastError());
  api.busy_timeout(db, kBusyTimeoutMs);
  const absl::Status begun = database.Execute("BEGIN");
  if (!begun.ok()) return FileError(path, begun);
  return reader;
}

absl::StatusOr<std::string> DatabaseReader::AcceptSchema() {
  rebuild::Database database(
      rebuild::Connection(SqliteApi::Linked(), db_.get()));
  const std::string ask = "SELECT 1 FROM sqlite_master LIMIT 0";
  const absl::Status status = database.Execute(ask);
  const auto refusal = rebuild::RefusalOf(status);
  if (!refusal) return status.ok() ? "" : absl::StatusOr<std::string>(status);
  if ((refusal->extended_code & 0xff) != SQLITE_CORRUPT) {
    return FileError(path_, status);
  }
  // With this SQLite keeps what it could load, but for the first statement.
  // (prepare.c, sqlite3InitOne: SQLITE_NoSchemaError)
  ALTEREGO_RETURN_IF_ERROR(database.Execute("PRAGMA writable_schema=1"));
  absl::Status again = database.Execute(ask);
  if (!again.ok()) again = database.Execute(ask);
  if (!again.ok()) return FileError(path_, again);
  return refusal->message;
}

absl::Status DatabaseReader::ForEachRow(
    const std::string& sql, absl::FunctionRef<void(const Row& row)> visit) {
  const SqliteApi& api = SqliteApi::Linked();
  rebuild::Database database(rebuild::Connection(api, db_.get()));
  Row row;
  const absl::Status status =
      database.ForEachRow(sql, [&](const rebuild::Statement& statement) {
        row.clear();
        const int count = api.column_count(statement.get());
        for (int i = 0; i < count; ++i) {
          row.push_back(ReadValue(api, statement.get(), i));
        }
        visit(row);
      });
  return status.ok() ? status : FileError(path_, status);
}

}  // namespace alterego
