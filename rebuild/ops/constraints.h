// What the four forms that edit constraints share (SQLite 3.52 and later).
#ifndef ALTEREGO_REBUILD_OPS_CONSTRAINTS_H_
#define ALTEREGO_REBUILD_OPS_CONSTRAINTS_H_

#include <string>

#include "rebuild/planner.h"

namespace alterego::rebuild {

// The table must be one whose constraints can be edited.
absl::Status RequireConstraintTable(const Context& context);
// "no such column: c"
absl::StatusOr<size_t> RequireConstraintColumn(const Context& context,
                                               const sql::Name& column);
// Stores `text` as the table's and reads it.
absl::StatusOr<Plan> PlanNewText(const Context& context, Plan plan,
                                 std::string text);

// Where the ALTER ends for SQLite's parser: at its semicolon, or at the end.
size_t EndOfStatement(const sql::Parsed& parsed, sql::TokenIndex from);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_OPS_CONSTRAINTS_H_
