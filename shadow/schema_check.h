// SQLite's test of a whole schema before and after RENAME and DROP COLUMN
// (alter.c, renameTestSchema), and what reloading a schema finds wrong.
//
//   if (auto fault = CheckSchema(binder, now, d, "after rename", dialect,
//   true))
//     return Refuse(fault->error, ...);
#ifndef ALTEREGO_SHADOW_SCHEMA_CHECK_H_
#define ALTEREGO_SHADOW_SCHEMA_CHECK_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shadow/binder.h"
#include "shadow/resolve.h"
#include "shadow/state.h"

namespace alterego::shadow {

// What went wrong with an object. `unknown`: beyond the resolver.
struct SchemaFault {
  bool unknown = false;
  ResolveError error;  // with the wrapper
  // SQLite goes on without what does not load: for writable_schema, or because
  // it does not look.
  bool ignored = false;
};

// Which objects ALTER looks at: those with SQL, not SQLite's own (sqlite_x),
// no virtual tables.
bool IsVisited(const Object& object, const Dialect& dialect);

// "error in view v after rename: message".
std::string WrapError(const Object& object, std::string_view when,
                      const std::string& message);

// Resolves every object of `database` and, unless that is temp, of temp.
std::optional<SchemaFault> CheckSchema(Binder& binder, const Snapshot& now,
                                       size_t database, const Dialect& dialect,
                                       std::string_view when, bool ddl_strings);

enum class AlterKind : uint8_t { kRename, kDrop, kAdd, kConstraint };

// What loading the schema of `database` finds wrong with `table` and its
// indexes; the wrapper as the version words it.
std::optional<SchemaFault> ReloadTable(Binder& binder, const Snapshot& now,
                                       size_t database, const Identifier& table,
                                       const Dialect& dialect, AlterKind kind);
// The wrapper of an error while loading, "" before 3.35.
std::string ReloadWrap(const Object& object, const Dialect& dialect,
                       AlterKind kind, const std::string& message);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_SCHEMA_CHECK_H_
