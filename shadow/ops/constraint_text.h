// Edits of a CREATE TABLE's text that find constraints token by token, as the
// constraint forms of ALTER do (alter.c, dropConstraintFunc,
// addConstraintFunc, findConstraintFunc). They look at keywords only, so that
// they meet odd texts exactly as SQLite does.
#ifndef ALTEREGO_SHADOW_OPS_CONSTRAINT_TEXT_H_
#define ALTEREGO_SHADOW_OPS_CONSTRAINT_TEXT_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/identifier.h"

namespace alterego::shadow {

// True if a constraint of that name stands anywhere in the text.
bool HasConstraintName(std::string_view sql, const Identifier& name);

struct DropText {
  enum class Found : uint8_t { kDropped, kMissing, kMayNotDrop };
  Found found = Found::kMissing;
  std::string sql;
};
// Without the constraint of that name; PRIMARY KEY and UNIQUE may not be
// dropped, foreign keys only if `foreign_keys`.
DropText WithoutConstraint(std::string_view sql, const Identifier& name,
                           bool foreign_keys);
// Without the first NOT NULL of the column at that position.
std::string WithoutNotNull(std::string_view sql, size_t column);

// With `text` behind the definition of the column at that position.
std::string WithColumnConstraint(std::string_view sql, size_t column,
                                 std::string_view text);
// With `, text` behind the last definition.
std::string WithTableConstraint(std::string_view sql, std::string_view text);

// A constraint's text as ALTER copies it out of its own statement: without
// blanks and -- comments behind it.
std::string TrimmedConstraint(std::string_view text);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_OPS_CONSTRAINT_TEXT_H_
