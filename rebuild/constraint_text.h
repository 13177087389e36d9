// Edits of one constraint in the text of a CREATE TABLE, as SQLite 3.52 and
// later make them: by words, not by grammar, so that `CONSTRAINT a CONSTRAINT b
// NOT NULL` and the like come out the same.
//
//   WithoutNotNull(parsed, 0)    t(a INT NOT NULL, b) -> t(a INT, b)
//   WithConstraint(parsed, 0, "NOT NULL")             -> t(a INT NOT NULL, b)
//
// A parenthesised group counts as one word. Columns are counted by commas.
#ifndef ALTEREGO_REBUILD_CONSTRAINT_TEXT_H_
#define ALTEREGO_REBUILD_CONSTRAINT_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "model/identifier.h"
#include "model/version.h"

namespace alterego::rebuild {

// The first NOT NULL of a column taken out; unchanged if there is none.
std::string WithoutNotNull(std::string_view create_table, size_t column);

// The first constraint of that name taken out, or a refusal: "no such
// constraint: n", "constraint may not be dropped: n".
absl::StatusOr<std::string> WithoutConstraint(std::string_view create_table,
                                              const Identifier& name,
                                              SqliteVersion version);

// `text` put behind a column's definition, or behind all of them.
std::string WithConstraint(std::string_view create_table,
                           std::optional<size_t> column, std::string_view text);

bool HasConstraint(std::string_view create_table, const Identifier& name);

// The text from `begin` to `end`, without blanks and -- comments at its end.
std::string TrimmedConstraint(std::string_view text, size_t begin, size_t end);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_CONSTRAINT_TEXT_H_
