// Column definitions, for CREATE TABLE and for ADD COLUMN, and the REFERENCES
// clauses that columns and tables share.
#ifndef ALTEREGO_GENERATOR_COLUMN_GEN_H_
#define ALTEREGO_GENERATOR_COLUMN_GEN_H_

#include <vector>

#include "generator/context.h"
#include "model/schema.h"

namespace alterego::generator {

// The table around a column.
struct TableFrame {
  size_t database = kMain;
  sql::Name table;
  Columns columns;  // those before it
  bool strict = false;
  // For ADD COLUMN, where rows may exist: what SQLite refuses then is drawn
  // less often.
  bool adding = false;
};

// A column with any rules but PRIMARY KEY. `frame.columns` is not changed.
Column DrawColumn(Context& context, const TableFrame& frame);
// A declared type; the first is the simplest.
std::string DrawType(Context& context, bool strict);
// A DEFAULT of a given kind (one of the kDefault... features).
DefaultRule DrawDefault(Context& context, Feature kind,
                        shadow::Affinity affinity);
// REFERENCES for `width` columns of the table.
ReferencesClause DrawReferences(Context& context, const TableFrame& frame,
                                size_t width);
sql::Conflict DrawConflict(Context& context);
// ON CONFLICT where it is drawn, else none.
sql::Conflict DrawConflictClause(Context& context);
// CONSTRAINT name where it is drawn.
std::optional<sql::Name> DrawConstraintName(Context& context);

// What a column of the finished definition is to expressions.
ColumnInfo InfoOf(const Column& column, bool strict);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_COLUMN_GEN_H_
