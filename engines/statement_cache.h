// Prepared statements of one connection, kept by their SQL: reading the same
// tables after every statement would else be mostly compiling.
//
//   StatementCache cache(api, db);
//   sqlite3_stmt* statement = cache.Get("SELECT * FROM t");
//
// Not for PRAGMAs: SQLite computes the answer of most of them when it compiles
// them. Ask for column counts after the first step only: until then a
// statement describes the schema that it was compiled for. Must be destroyed
// before the connection is closed.
#ifndef ALTEREGO_ENGINES_STATEMENT_CACHE_H_
#define ALTEREGO_ENGINES_STATEMENT_CACHE_H_

#include <cstddef>
#include <string>
#include <unordered_map>

#include "rebuild/sqlite_api.h"

namespace alterego {

class StatementCache {
 public:
  static constexpr size_t kStatementsMax = 128;

  StatementCache(const SqliteApi& api, sqlite3* db) : api_(api), db_(db) {}
  ~StatementCache() { Clear(); }
  StatementCache(const StatementCache&) = delete;
  StatementCache& operator=(const StatementCache&) = delete;

  // Ready to step; reset it when done. nullptr if it does not compile: the
  // connection holds the error.
  sqlite3_stmt* Get(const std::string& sql);
  void Clear();

 private:
  const SqliteApi& api_;
  sqlite3* const db_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_STATEMENT_CACHE_H_
