// Name resolution: which table.column each name in an index, CHECK, generated
// column, foreign key, view or trigger means (SQLite: src/resolve.c), and the
// first error that resolving gives.
//
//   Resolution r = Resolve(snapshot, dialect, database, object);
//   for (const Reference& ref : r.references) ...   // ref.token to edit
//
// Many objects of one snapshot: make one Binder (shadow/binder.h), which keeps
// what it learned about tables and views.
#ifndef ALTEREGO_SHADOW_RESOLVE_H_
#define ALTEREGO_SHADOW_RESOLVE_H_

#include <optional>
#include <string>
#include <vector>

#include "model/outcome.h"
#include "shadow/state.h"

namespace alterego::shadow {

// A token of the object's text that names a table or a column of one.
struct Reference {
  enum class What : uint8_t {
    kTable,   // names the table (FROM item, DML target, ON, qualifier, parent)
    kColumn,  // names a column of the table
    kRowid,   // names the INTEGER PRIMARY KEY through rowid, oid, _rowid_
  };
  // What the token stands in: ALTER treats these kinds differently.
  enum class Role : uint8_t {
    kDefinition,  // the object's own name, ON of an index or trigger
    kParent,      // REFERENCES parent (columns): by name, no schema
    kTarget,      // target of a trigger's INSERT, UPDATE, DELETE, its columns
    kBody,        // resolved by scope: expressions, FROM items
  };
  What what = What::kTable;
  Role role = Role::kBody;
  sql::TokenIndex token = sql::kNoToken;
  size_t database = 0;  // of the table (index into Snapshot::databases)
  Identifier table;
  Identifier column;  // kColumn, kRowid
};

struct ResolveError {
  Reason reason = Reason::kNoSuchColumn;
  std::string message;  // without wrapper: "no such column: x"
  // In the lists of an ON CONFLICT clause: SQLite hands on a code of its own.
  bool in_upsert = false;
  // In the assignments of a trigger's UPDATE: the same, long ago.
  bool in_clause = false;
};

struct Resolution {
  std::vector<Reference> references;
  // Double-quoted names that are no column and so are strings.
  std::vector<sql::TokenIndex> quoted_strings;
  std::optional<ResolveError> error;  // references up to it are kept
  // What is found wrong with the views that are read when code is made; ALTER
  // does not go so far. "" if nothing.
  std::string when_compiled;
  // False if something in the text is beyond the resolver (opaque objects).
  bool complete = true;
};

// Resolves all names of one object of `database`.
Resolution Resolve(const Snapshot& snapshot, const Dialect& dialect,
                   size_t database, const Object& object);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_RESOLVE_H_
