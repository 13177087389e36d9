// Rows of a table as SQL sees them, and the facts about columns that decide
// how values are stored and compared.
#ifndef ALTEREGO_SHADOW_ROWS_H_
#define ALTEREGO_SHADOW_ROWS_H_

#include <optional>

#include "model/schema.h"
#include "shadow/eval.h"
#include "shadow/state.h"

namespace alterego::shadow {

// All values in declared order, VIRTUAL columns computed; nullopt if the
// evaluator cannot (then the rows of that table cannot be predicted).
std::optional<Row> ReadRow(const CreateTable& table, const StoredRow& row,
                           const Dialect& dialect);
// A scope in which the columns of `table` (bare, or qualified with `table`'s
// name) and its rowid names mean this row's values. Both must outlive it.
Scope RowScope(const CreateTable& table, const StoredRow& row,
               const Dialect& dialect);
// Until 3.36 the words GENERATED ALWAYS are a part of the type.
Affinity ColumnAffinity(const CreateTable& table, const Column& column,
                        SqliteVersion version);
// With which a value is looked up in an index of a column of that affinity. To
// an index REAL is NUMERIC, so that a large integer finds no real that only its
// own conversion would equal; before 3.31 they were equal
// (computeIndexAffStr).
Affinity LookupAffinity(Affinity affinity, SqliteVersion version);
// The COLLATE of the column, BINARY if none; nullopt if it does not exist.
std::optional<Collation> ColumnCollation(const Column& column);
// The value of the DEFAULT clause, NULL if there is none: as an INSERT starts
// with it, and with the column's affinity.
EvalResult DefaultAsWritten(const Column& column, const Dialect& dialect);
EvalResult DefaultValue(const CreateTable& table, const Column& column,
                        const Dialect& dialect);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_ROWS_H_
