#include "engines/store.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "engines/sqlite_value.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;

using StatementOwner =
    std::unique_ptr<sqlite3_stmt, decltype(SqliteApi::finalize)>;

// Before SQLite sees the file: a file of another kind gets a plain word, and
// is never written to.
absl::Status CheckFile(const std::string& path, const char* name,
                       Store::Mode mode) {
  std::error_code error;
  if (!fs::exists(path, error)) {
    if (mode == Store::Mode::kCreate) return absl::OkStatus();
    return absl::NotFoundError(
        absl::StrFormat("%s: there is no such %s", path, name));
  }
  if (fs::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: is a directory, not a %s", path, name));
  }
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::PermissionDeniedError(absl::StrFormat(
        "%s: cannot be opened: %s", path, std::strerror(errno)));
  }
  char magic[16] = {};
  in.read(magic, sizeof magic);
  if (in.gcount() == 0) return absl::OkStatus();  // made, and then stopped
  if (in.gcount() < 16 || std::memcmp(magic, "SQLite format 3", 16) != 0) {
    return absl::InvalidArgumentError(
        absl::StrFormat("%s: is no %s: it is not a SQLite file", path, name));
  }
  return absl::OkStatus();
}

int Bind(const SqliteApi& api, sqlite3_stmt* statement, int place,
         const Value& value) {
  switch (value.storage_class()) {
    case StorageClass::kNull:
      return api.bind_null(statement, place);
    case StorageClass::kInteger:
      return api.bind_int64(statement, place, value.integer());
    case StorageClass::kReal:
      return api.bind_double(statement, place, value.real());
    case StorageClass::kText:
      return api.bind_text(statement, place, value.text().data(),
                           static_cast<int>(value.text().size()),
                           SQLITE_TRANSIENT);
    case StorageClass::kBlob:
      return api.bind_blob(statement, place, value.blob().data(),
                           static_cast<int>(value.blob().size()),
                           SQLITE_TRANSIENT);
  }
  return SQLITE_MISUSE;
}

}  // namespace

absl::Status Store::Fault() const {
  const SqliteApi& api = SqliteApi::Linked();
  const std::string text =
      path_ + ": " + (db_ ? api.errmsg(db_.get()) : "out of memory");
  switch (db_ ? api.errcode(db_.get()) & 0xff : SQLITE_NOMEM) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return absl::UnavailableError(
          text + "; another process holds it: try again when that has ended");
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
      return absl::ResourceExhaustedError(
          text + "; nothing of this change is in it, all before is kept");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
      return absl::PermissionDeniedError(
          text + "; check the permissions of the file and of its folder");
    default:
      return absl::InvalidArgumentError(
          text +
          "; save what is left with `sqlite3 FILE .recover`, or merge "
          "from a copy with `alterego merge`");
  }
}

absl::StatusOr<Store> Store::Open(const std::string& path,
                                  const StoreFormat& format, Mode mode,
                                  int busy_timeout_ms) {
  ALTEREGO_RETURN_IF_ERROR(CheckFile(path, format.name, mode));
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3* raw = nullptr;
  const int code = api.open_v2(
      path.c_str(), &raw,
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
          (mode == Mode::kCreate ? SQLITE_OPEN_CREATE : 0),
      nullptr);
  Store store(path, format.name, Owner(raw, api.close_v2));
  if (code != SQLITE_OK) return store.Fault();
  api.busy_timeout(raw, busy_timeout_ms);
  ALTEREGO_RETURN_IF_ERROR(store.CheckFormat(format));
  return store;
}

// Several may find the file empty at once: the lock decides who makes it.
absl::Status Store::CheckFormat(const StoreFormat& format) {
  ALTEREGO_ASSIGN_OR_RETURN(int64_t version, Integer("PRAGMA user_version"));
  ALTEREGO_ASSIGN_OR_RETURN(int64_t id, Integer("PRAGMA application_id"));
  ALTEREGO_ASSIGN_OR_RETURN(const int64_t objects,
                            Integer("SELECT count(*) FROM sqlite_master"));
  if (version == 0 && id == 0 && objects == 0) {
    return Transaction([&]() -> absl::Status {
      ALTEREGO_ASSIGN_OR_RETURN(version, Integer("PRAGMA user_version"));
      if (version != 0) return absl::OkStatus();
      ALTEREGO_RETURN_IF_ERROR(Script(format.schema));
      ALTEREGO_RETURN_IF_ERROR(Script(
          absl::StrFormat("PRAGMA application_id=%d; PRAGMA user_version=%d",
                          format.application_id, format.version)
              .c_str()));
      return absl::OkStatus();
    });
  }
  if (id != format.application_id) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: is no %s: it is a SQLite database of something else", path_,
        name_));
  }
  if (version > format.version) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "%s: was made by a newer alterego (%s of format %d; this one knows "
        "%d): update alterego",
        path_, name_, version, format.version));
  }
  // One line that says "ok", or the first thing that is wrong.
  std::string health;
  ALTEREGO_RETURN_IF_ERROR(ForEachRow(
      "PRAGMA quick_check(1)", {},
      [&](const Row& row) { health = row.empty() ? "" : row[0].text(); }));
  if (health == "ok") return absl::OkStatus();
  return absl::InvalidArgumentError(absl::StrFormat(
      "%s: is damaged: %s; save what is left with `sqlite3 FILE .recover`, or "
      "merge from a copy with `alterego merge`",
      path_, health));
}

absl::Status Store::Script(const char* sql) {
  const int code =
      SqliteApi::Linked().exec(db_.get(), sql, nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : Fault();
}

absl::Status Store::ForEachRow(std::string_view sql, const Row& values,
                               absl::FunctionRef<void(const Row& row)> visit) {
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3_stmt* raw = nullptr;
  int code = api.prepare_v2(db_.get(), sql.data(), static_cast<int>(sql.size()),
                            &raw, nullptr);
  const StatementOwner statement(raw, api.finalize);
  for (size_t i = 0; code == SQLITE_OK && i < values.size(); ++i) {
    code = Bind(api, raw, static_cast<int>(i) + 1, values[i]);
  }
  if (code != SQLITE_OK) return Fault();
  Row row;
  while ((code = api.step(raw)) == SQLITE_ROW) {
    row.clear();
    const int count = api.column_count(raw);
    for (int i = 0; i < count; ++i) row.push_back(ReadValue(api, raw, i));
    visit(row);
  }
  return code == SQLITE_DONE ? absl::OkStatus() : Fault();
}

absl::Status Store::Run(std::string_view sql, const Row& values) {
  return ForEachRow(sql, values, [](const Row&) {});
}

absl::StatusOr<int64_t> Store::Integer(std::string_view sql,
                                       const Row& values) {
  int64_t first = 0;
  bool seen = false;
  ALTEREGO_RETURN_IF_ERROR(ForEachRow(sql, values, [&](const Row& row) {
    if (!seen && row[0].storage_class() == StorageClass::kInteger) {
      first = row[0].integer();
    }
    seen = true;
  }));
  return first;
}

absl::Status Store::Transaction(absl::FunctionRef<absl::Status()> body) {
  ALTEREGO_RETURN_IF_ERROR(Script("BEGIN IMMEDIATE"));
  absl::Status status = body();
  if (status.ok()) status = Script("COMMIT");
  // SQLite has rolled back by itself after some faults.
  if (!status.ok() && SqliteApi::Linked().get_autocommit(db_.get()) == 0) {
    SqliteApi::Linked().exec(db_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
  }
  return status;
}

}  // namespace alterego
