#include "rebuild/full/verify.h"

#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/fnv1a.h"
#include "base/status_macros.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {
namespace {

bool SameValue(const SqliteApi& api, sqlite3_stmt* a, sqlite3_stmt* b,
               int column) {
  const int type = api.column_type(a, column);
  if (type != api.column_type(b, column)) return false;
  switch (type) {
    case SQLITE_NULL:
      return true;
    case SQLITE_INTEGER:
      return api.column_int64(a, column) == api.column_int64(b, column);
    case SQLITE_FLOAT: {
      const double x = api.column_double(a, column);
      const double y = api.column_double(b, column);
      return std::memcmp(&x, &y, sizeof(x)) == 0;
    }
    default:
      break;
  }
  // First the pointer: asking for it decides the encoding of the bytes.
  const void* x = type == SQLITE_TEXT
                      ? static_cast<const void*>(api.column_text(a, column))
                      : api.column_blob(a, column);
  const void* y = type == SQLITE_TEXT
                      ? static_cast<const void*>(api.column_text(b, column))
                      : api.column_blob(b, column);
  const int size = api.column_bytes(a, column);
  if (size != api.column_bytes(b, column)) return false;
  return size == 0 || (x != nullptr && y != nullptr &&
                       std::memcmp(x, y, static_cast<size_t>(size)) == 0);
}

std::string Shown(const SqliteApi& api, sqlite3_stmt* row, int column) {
  constexpr size_t kMax = 40;
  const int type = api.column_type(row, column);
  if (type == SQLITE_NULL) return "NULL";
  if (type == SQLITE_BLOB) {
    return absl::StrCat("a blob of ", api.column_bytes(row, column), " bytes");
  }
  const auto* bytes =
      reinterpret_cast<const char*>(api.column_text(row, column));
  const std::string text = bytes == nullptr ? "" : bytes;
  const std::string shown =
      text.size() <= kMax ? text : text.substr(0, kMax) + "...";
  if (type == SQLITE_TEXT) return absl::StrCat("the text '", shown, "'");
  return absl::StrCat(type == SQLITE_INTEGER ? "the integer " : "the real ",
                      shown);
}

absl::Status Tell(const Looked& looked, int64_t rows) {
  constexpr int64_t kOften = 10000;
  if (!looked || rows % kOften != 0) return absl::OkStatus();
  return looked(rows);
}

}  // namespace

absl::Status SameRows(Database& database, const std::string& before,
                      const std::string& after, const Looked& looked) {
  const SqliteApi& api = database.api();
  ALTEREGO_ASSIGN_OR_RETURN(Statement was, database.Prepare(before));
  ALTEREGO_ASSIGN_OR_RETURN(Statement is, database.Prepare(after));
  const int columns = api.column_count(was.get());
  for (int64_t rows = 1;; ++rows) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool one, database.Step(was));
    ALTEREGO_ASSIGN_OR_RETURN(const bool other, database.Step(is));
    if (one != other) {
      return Refuse("rows were lost in the copy", SQLITE_INTERNAL);
    }
    if (!one) return absl::OkStatus();
    ALTEREGO_RETURN_IF_ERROR(Tell(looked, rows));
    for (int i = 0; i < columns; ++i) {
      if (!SameValue(api, was.get(), is.get(), i)) {
        return Refuse(
            absl::StrCat(
                "rows were changed in the copy: ",
                api.column_name(was.get(), i), " was ",
                Shown(api, was.get(), i), " and is ", Shown(api, is.get(), i),
                columns > 1 && i > 0
                    ? absl::StrCat(", where ", api.column_name(was.get(), 0),
                                   " is ", Shown(api, was.get(), 0))
                    : ""),
            SQLITE_INTERNAL);
      }
    }
  }
}

absl::StatusOr<Digest> DigestOf(Database& database, const std::string& query,
                                const Looked& looked) {
  const SqliteApi& api = database.api();
  ALTEREGO_ASSIGN_OR_RETURN(Statement row, database.Prepare(query));
  const int columns = api.column_count(row.get());
  Digest out;
  Fnv1a hash;
  while (true) {
    ALTEREGO_ASSIGN_OR_RETURN(const bool more, database.Step(row));
    if (!more) {
      out.hash = hash.value();
      return out;
    }
    ++out.rows;
    ALTEREGO_RETURN_IF_ERROR(Tell(looked, out.rows));
    for (int i = 0; i < columns; ++i) {
      const int type = api.column_type(row.get(), i);
      hash.Add(&type, sizeof(type));
      if (type == SQLITE_INTEGER) {
        const int64_t value = api.column_int64(row.get(), i);
        hash.Add(&value, sizeof(value));
      } else if (type == SQLITE_FLOAT) {
        const double value = api.column_double(row.get(), i);
        hash.Add(&value, sizeof(value));
      } else if (type != SQLITE_NULL) {
        const void* bytes =
            type == SQLITE_TEXT
                ? static_cast<const void*>(api.column_text(row.get(), i))
                : api.column_blob(row.get(), i);
        const int size = api.column_bytes(row.get(), i);
        hash.Add(&size, sizeof(size));
        if (bytes != nullptr) hash.Add(bytes, static_cast<size_t>(size));
      }
    }
  }
}

absl::StatusOr<bool> HasFewRows(Database& database, const std::string& table) {
  constexpr int64_t kFew = 100000;
  ALTEREGO_ASSIGN_OR_RETURN(
      const int64_t rows,
      database.Integer(absl::StrCat("SELECT count(*) FROM (SELECT 1 FROM ",
                                    table, " LIMIT ", kFew + 1, ")")));
  return rows <= kFew;
}

}  // namespace alterego::rebuild::full
