// The statements beside ALTER, CREATE and DML: DROP, transactions, pragmas, and
// ALTERs that are no SQL.
#ifndef ALTEREGO_GENERATOR_OTHER_GEN_H_
#define ALTEREGO_GENERATOR_OTHER_GEN_H_

#include <string>

#include "generator/context.h"
#include "model/dot_command.h"
#include "model/statement.h"

namespace alterego::generator {

// `kind` is one of kDropTable, kDropIndex, kDropView, kDropTrigger.
Statement DrawDrop(Context& context, Feature kind);
// kBegin, kCommit, kRollback, kSavepoint, kRelease, kRollbackTo.
Statement DrawTransaction(Context& context, Feature kind);
// kPragma...
Statement DrawPragma(Context& context, Feature kind);
// Of a view or a trigger; needs writable_schema.
Statement DrawWriteSchema(Context& context);
Statement DrawCreateTableAs(Context& context);
Statement DrawCreateVirtualTable(Context& context);
Statement DrawAnalyze(Context& context);
Statement DrawAttach(Context& context);
// kDbConfig.
SetSwitch DrawSwitch(Context& context);
// Whether the schema was written to and SQLite has not read it yet.
bool SchemaIsStale(const Context& context);
// Text that no SQLite parses, near what people try: ADD UNIQUE (a), DROP COLUMN
// IF EXISTS c, ALTER COLUMN c TYPE INT.
std::string DrawSyntaxError(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OTHER_GEN_H_
