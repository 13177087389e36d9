// A column of a row that SQLite returned, as a value of ours.
#ifndef ALTEREGO_ENGINES_SQLITE_VALUE_H_
#define ALTEREGO_ENGINES_SQLITE_VALUE_H_

#include "model/value.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

// The value of `column` (from 0) in the row that `statement` stands on, with
// its storage class. Text and blobs are copied, so that it outlives the row.
Value ReadValue(const SqliteApi& api, sqlite3_stmt* statement, int column);

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_SQLITE_VALUE_H_
