#include "engines/statement_cache.h"

namespace alterego {

sqlite3_stmt* StatementCache::Get(const std::string& sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= kStatementsMax) Clear();
  sqlite3_stmt* statement = nullptr;
  if (api_.prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                      SQLITE_PREPARE_PERSISTENT, &statement,
                      nullptr) != SQLITE_OK) {
    return nullptr;
  }
  statements_.emplace(sql, statement);
  return statement;
}

void StatementCache::Clear() {
  for (const auto& [sql, statement] : statements_) api_.finalize(statement);
  statements_.clear();
}

}  // namespace alterego
