#include "runner/database_file.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>

#include "absl/strings/str_format.h"
#include "base/status_macros.h"
#include "model/sql/parser.h"
#include "rebuild/database.h"
#include "rebuild/sqlite_api.h"

namespace alterego {
namespace {

namespace fs = std::filesystem;
using rebuild::Statement;

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

Value ReadValue(const SqliteApi& api, sqlite3_stmt* statement, int column) {
  const auto bytes = [&](const void* data) {
    const int size = api.column_bytes(statement, column);
    return size == 0 ? std::string()
                     : std::string(static_cast<const char*>(data),
                                   static_cast<size_t>(size));
  };
  switch (api.column_type(statement, column)) {
    case SQLITE_INTEGER:
      return Value::Integer(api.column_int64(statement, column));
    case SQLITE_FLOAT:
      return Value::Real(api.column_double(statement, column));
    case SQLITE_TEXT:
      return Value::Text(bytes(api.column_text(statement, column)));
    case SQLITE_BLOB:
      return Value::Blob(bytes(api.column_blob(statement, column)));
    default:
      return Value::Null();
  }
}

// A name of the rowid that no column hides; "" if there is none.
std::string RowidName(const CreateTable& table) {
  if (table.without_rowid) return "";
  for (const char* name : {"rowid", "oid", "_rowid_"}) {
    if (table.FindColumn(Identifier(name)) == nullptr) return name;
  }
  return "";
}

class Reader {
 public:
  Reader(const rebuild::Connection& connection, const ReadOptions& options)
      : database_(connection), options_(options) {}

  absl::StatusOr<DatabaseFile> Read() {
    // One snapshot of the file for all that follows.
    ALTEREGO_RETURN_IF_ERROR(database_.Execute("BEGIN"));
    auto main = std::make_shared<shadow::Database>();
    main->name = Identifier("main");
    ALTEREGO_RETURN_IF_ERROR(ReadObjects(main.get()));
    for (const shadow::ObjectPtr& object : main->objects) {
      if (object->AsTable() == nullptr) continue;
      ALTEREGO_ASSIGN_OR_RETURN(main->rows[object->name.Folded()],
                                ReadRows(object->name, *object->AsTable()));
    }
    auto world = std::make_shared<shadow::World>();
    world->dialect.version = options_.version.value_or(
        SqliteVersion::Parse(database_.api().libversion())
            .value_or(SqliteVersion{}));
    world->now = shadow::EmptySnapshot();
    world->now.databases[0] = std::move(main);
    out_.world = std::move(world);
    return std::move(out_);
  }

 private:
  absl::Status ReadObjects(shadow::Database* main) {
    return database_.ForEachRow(
        "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY rowid",
        [&](const Statement& row) {
          auto object = std::make_shared<shadow::Object>();
          const std::string type = row.Text(0);
          object->name = Identifier(row.Text(1));
          object->table = Identifier(row.Text(2));
          object->sql = row.Text(3);
          object->kind = type == "index"     ? ObjectKind::kIndex
                         : type == "view"    ? ObjectKind::kView
                         : type == "trigger" ? ObjectKind::kTrigger
                                             : ObjectKind::kTable;
          if (!object->sql.empty()) Parse(type, object.get());
          main->objects.push_back(std::move(object));
        });
  }

  void Parse(const std::string& type, shadow::Object* object) {
    auto parsed = sql::ParseStatement(object->sql);
    if (parsed.ok()) {
      object->parsed = std::make_shared<sql::Parsed>(*std::move(parsed));
      return;
    }
    out_.notes.push_back(absl::StrFormat(
        "%s %s is kept as it is written, and nothing is predicted of it: %s",
        type, object->name.spelling(), parsed.error().ToString()));
  }

  absl::StatusOr<shadow::TableRowsPtr> ReadRows(const Identifier& name,
                                                const CreateTable& table) {
    auto out = std::make_shared<shadow::TableRows>();
    if (options_.wants_rows && !options_.wants_rows(name)) {
      return shadow::TableRowsPtr(std::move(out));
    }
    const std::string rowid = RowidName(table);
    std::string sql = "SELECT ";
    sql += rowid.empty() ? "0" : rowid;
    // Virtual columns are computed when they are asked for.
    for (const Column& column : table.columns) {
      sql += ",";
      sql += column.is_virtual() ? "NULL" : column.name.id.Quoted();
    }
    // In the order of the key, not of some covering index.
    sql += " FROM main." + name.Quoted() + " NOT INDEXED";
    if (!rowid.empty()) sql += " ORDER BY " + rowid;
    const int count = static_cast<int>(table.columns.size());
    int64_t number = 0;
    ALTEREGO_RETURN_IF_ERROR(
        database_.ForEachRow(sql, [&](const Statement& row) {
          shadow::StoredRow stored;
          ++number;
          stored.rowid = table.without_rowid ? 0
                         : rowid.empty()     ? number
                                             : row.Integer(0);
          stored.values.reserve(static_cast<size_t>(count));
          for (int i = 1; i <= count; ++i) {
            stored.values.push_back(ReadValue(database_.api(), row.get(), i));
          }
          out->rows.push_back(std::move(stored));
        }));
    return shadow::TableRowsPtr(std::move(out));
  }

  rebuild::Database database_;
  const ReadOptions& options_;
  DatabaseFile out_;
};

}  // namespace

absl::StatusOr<DatabaseFile> ReadDatabaseFile(const std::string& path,
                                              const ReadOptions& options) {
  ALTEREGO_RETURN_IF_ERROR(CheckHeader(path));
  const SqliteApi& api = SqliteApi::Linked();
  sqlite3* db = nullptr;
  const int code = api.open_v2(
      path.c_str(), &db,
      SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE,
      nullptr);
  const std::unique_ptr<sqlite3, decltype(api.close_v2)> owner(db,
                                                               api.close_v2);
  const rebuild::Connection connection(api, db);
  if (code != SQLITE_OK) {
    return FileError(path, rebuild::Database(connection).LastError());
  }
  api.busy_timeout(db, kBusyTimeoutMs);
  absl::StatusOr<DatabaseFile> file = Reader(connection, options).Read();
  if (!file.ok()) return FileError(path, file.status());
  return file;
}

}  // namespace alterego
