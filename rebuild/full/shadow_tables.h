// Tables that a virtual table keeps its content in: ft_data of an FTS5 table
// ft. SQLite lets anybody alter them who is not in defensive mode, and the
// module finds them broken later.
#ifndef ALTEREGO_REBUILD_FULL_SHADOW_TABLES_H_
#define ALTEREGO_REBUILD_FULL_SHADOW_TABLES_H_

#include "absl/status/status.h"
#include "rebuild/database.h"
#include "rebuild/introspect.h"

namespace alterego::rebuild::full {

// A refusal if the table is one of these.
absl::Status RequireNoShadowTable(Database& database, const Introspection& in,
                                  TablePlace place);

}  // namespace alterego::rebuild::full

#endif  // ALTEREGO_REBUILD_FULL_SHADOW_TABLES_H_
