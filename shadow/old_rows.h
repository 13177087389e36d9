// What rows that were there before ADD COLUMN read in the new column. It is not
// always what an INSERT stores: SQLite makes this value out of the text of the
// DEFAULT, without running anything (sqlite3ValueFromExpr).
//
//   EvalResult value = OldRowsDefault(table, column, dialect);
//   // DEFAULT 10.0 without a type, before 3.49: the integer 10
#ifndef ALTEREGO_SHADOW_OLD_ROWS_H_
#define ALTEREGO_SHADOW_OLD_ROWS_H_

#include <cstdint>
#include <optional>

#include "model/dialect.h"
#include "model/schema.h"
#include "shadow/eval.h"

namespace alterego::shadow {

// NULL if the column has no DEFAULT. kUnknown for a default that must be
// computed, and in the few versions whose reading is not established.
// `x IS NULL` and the like of a literal that is not NULL: 0 or 1 to the parser
// already, by 3.53 at the latest. nullopt for anything else.
std::optional<int64_t> FoldedTest(const sql::Node& node, SqliteVersion version);

EvalResult OldRowsDefault(const CreateTable& table, const Column& column,
                          const Dialect& dialect);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_OLD_ROWS_H_
