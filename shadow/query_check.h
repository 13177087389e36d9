// What preparing a query would say: its first error, asked of the resolver by
// way of a view or a trigger that nobody sees.
//
//   QueryCheck c = CheckQuery(now, dialect, select, nullptr);
#ifndef ALTEREGO_SHADOW_QUERY_CHECK_H_
#define ALTEREGO_SHADOW_QUERY_CHECK_H_

#include <optional>
#include <string>

#include "shadow/resolve.h"
#include "shadow/state.h"

namespace alterego::shadow {

struct QueryCheck {
  bool unknown = false;
  std::optional<ResolveError> error;
};

// The trigger in whose body the query stands: NEW and OLD are known there.
struct QueryPlace {
  size_t database = 0;  // of the trigger
  Identifier table_database, table;
  CreateTrigger::Event event = CreateTrigger::Event::kInsert;
};

// What SQLite finds wrong with the windows of a statement while it parses that:
// "no such window: w" of a WINDOW clause, DISTINCT with OVER. "" if nothing.
std::string WindowFault(const Statement& statement, SqliteVersion version);

// `place` is null for a statement of its own. REQUIRES: `select` is a kSelect.
QueryCheck CheckQuery(const Snapshot& now, const Dialect& dialect,
                      const sql::Node& select, const QueryPlace* place);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_QUERY_CHECK_H_
