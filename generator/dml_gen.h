// INSERT, UPDATE and DELETE, as statements and inside trigger bodies, within
// what the shadow can predict: no LIMIT, no random(), no time.
#ifndef ALTEREGO_GENERATOR_DML_GEN_H_
#define ALTEREGO_GENERATOR_DML_GEN_H_

#include "generator/context.h"
#include "generator/expr_gen.h"
#include "model/statement.h"

namespace alterego::generator {

// Tables with more rows than this are only deleted from, so that triggers
// cannot make a case grow without end.
inline constexpr size_t kRowsFull = 16;

struct DmlFrame {
  bool in_trigger = false;
  // Names from around the statement: new.a, old.b in a trigger.
  Scope outer;
};

// Nodes for a given table (or view): kInsert, kUpdate, kDelete.
sql::Node InsertInto(Context& context, const Target& target,
                     const DmlFrame& frame);
sql::Node UpsertInto(Context& context, const Target& target,
                     const DmlFrame& frame);
sql::Node UpdateOf(Context& context, const Target& target,
                   const DmlFrame& frame);
sql::Node DeleteFrom(Context& context, const Target& target,
                     const DmlFrame& frame);

// Whether the table has a foreign key that is looked at in COMMIT.
bool HasDeferredKey(const Target& target);

// Statements on a table of the world, now and then on a view. On a table that
// does not exist if there is none.
Statement DrawInsert(Context& context);
Statement DrawUpdate(Context& context);
Statement DrawDelete(Context& context);
// INSERT of the first rows: into the table with the fewest of them.
Statement DrawFirstRows(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_DML_GEN_H_
