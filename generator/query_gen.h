// Queries for views, and for the SELECTs inside triggers: joins, subqueries,
// CTEs, compounds, groups, windows, stars, aliases. Only their text and their
// names matter: nobody predicts the rows of a view.
#ifndef ALTEREGO_GENERATOR_QUERY_GEN_H_
#define ALTEREGO_GENERATOR_QUERY_GEN_H_

#include "generator/context.h"
#include "generator/expr_gen.h"
#include "model/schema.h"

namespace alterego::generator {

struct QueryFrame {
  // The tables of that database only (main), or all (temp).
  size_t database = kMain;
  // Result columns; 0: as many as there come.
  size_t width = 0;
  // How deep queries may nest in it.
  int depth = 1;
  // Views may be read, not only tables.
  bool views = true;
  // Names from around the query: new.a in a trigger.
  Scope outer;
};

// A kSelect node. The simplest is SELECT a FROM t1.
sql::Node DrawSelect(Context& context, const QueryFrame& frame);

// The simplest is CREATE VIEW v1 AS SELECT a FROM t1.
CreateView DrawCreateView(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_QUERY_GEN_H_
