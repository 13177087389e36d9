// The SQLite that has loaded the extension, as the table of functions that the
// rebuild engine works with.
//
//   const SqliteApi api = HostApi(routines);
#ifndef ALTEREGO_EXTENSION_HOST_H_
#define ALTEREGO_EXTENSION_HOST_H_

#include "rebuild/sqlite_api.h"

struct sqlite3_api_routines;

namespace alterego {

// `routines` is what SQLite gives to the entry point of an extension
// (https://sqlite.org/loadext.html): valid for as long as the library is
// loaded.
SqliteApi HostApi(const sqlite3_api_routines* routines);

}  // namespace alterego

#endif  // ALTEREGO_EXTENSION_HOST_H_
