#include "engines/sqlite_value.h"

#include <string>

namespace alterego {

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

}  // namespace alterego
