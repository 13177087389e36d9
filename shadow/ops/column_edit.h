// What RENAME COLUMN and DROP COLUMN do first: test the schema, turn
// double-quoted strings into single-quoted ones, rewrite references.
#ifndef ALTEREGO_SHADOW_OPS_COLUMN_EDIT_H_
#define ALTEREGO_SHADOW_OPS_COLUMN_EDIT_H_

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "shadow/alter.h"
#include "shadow/references.h"

namespace alterego::shadow {

struct ColumnEdit {
  std::string_view pre_check, quotefix, rewrite, again;  // rules
  std::optional<RenameTarget> target;                    // none: only strings
  std::string text;
  bool quote = false;
  // Whether references in that object are rewritten.
  std::function<bool(size_t database, const Object&)> visits;
};

// nullopt: done; else the answer.
std::optional<Verdict> EditColumnReferences(AlterWork& work,
                                            const WorldPtr& world,
                                            size_t database,
                                            const ColumnEdit& edit);

// An index on a table that one of TEMP, or a view there, hides: ALTER TABLE
// takes it for an index of the latter.
bool IsHiddenIndex(const Snapshot& now, size_t database, const Object& object);

// Whether an index of a table that a TEMP table hides got another text by
// EditColumnReferences: SQLite took its columns for the latter's.
bool RewroteHiddenIndex(const AlterWork& work, const World& before,
                        size_t database);

// Whether double-quoted strings count as such in the test afterwards: what is
// still double-quoted then must be a name.
bool StringsAfterEdit(const Dialect& dialect);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_OPS_COLUMN_EDIT_H_
