// Who mentions a table or a column of it, and the text that remains when the
// mentions are renamed.
//
//   References refs = ...;   // of one object
//   TokensOf(resolution, {.database = 0, .table = "t", .column = "a"});
#ifndef ALTEREGO_SHADOW_REFERENCES_H_
#define ALTEREGO_SHADOW_REFERENCES_H_

#include <optional>
#include <string>
#include <vector>

#include "shadow/resolve.h"
#include "shadow/state.h"

namespace alterego::shadow {

// A table, or a column of it, that an ALTER renames.
struct RenameTarget {
  size_t database = 0;
  Identifier table;
  std::optional<Identifier> column;
};

// The tokens of the object that SQLite rewrites when the target is renamed, in
// textual order, each once. Follows the dialect: legacy_alter_table leaves
// bodies alone, DML targets of triggers are matched by name alone, ...
std::vector<sql::TokenIndex> TokensToRename(const Resolution& resolution,
                                            const RenameTarget& target,
                                            const Dialect& dialect);

// The objects of `snapshot` that mention the target, as (database, object).
std::vector<Found> WhoMentions(const Snapshot& snapshot, const Dialect& dialect,
                               const RenameTarget& target);

// "x" -> 'x' for every double-quoted string of the object (alter.c,
// renameQuotefixFunc).
struct TextEdit {
  std::vector<sql::TokenIndex> tokens;  // to be replaced with `text`
  std::string text;
  bool quote = false;  // always double-quoted, or as the token was
  std::vector<sql::TokenIndex> strings;
};
std::string EditText(const sql::Parsed& parsed, const TextEdit& edit,
                     const Dialect& dialect);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_REFERENCES_H_
