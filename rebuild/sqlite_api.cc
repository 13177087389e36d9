#include "rebuild/sqlite_api.h"

namespace alterego {

const SqliteApi& SqliteApi::Linked() {
  static const SqliteApi api = [] {
    SqliteApi out;
#define ALTEREGO_SQLITE_TAKE(name) out.name = &sqlite3_##name;
    ALTEREGO_SQLITE_FUNCTIONS(ALTEREGO_SQLITE_TAKE)
    ALTEREGO_SQLITE_OPTIONAL_FUNCTIONS(ALTEREGO_SQLITE_TAKE)
#undef ALTEREGO_SQLITE_TAKE
    return out;
  }();
  return api;
}

}  // namespace alterego
