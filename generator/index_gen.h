// CREATE INDEX: unique, partial, over expressions, with order and collation;
// and those that SQLite must refuse.
#ifndef ALTEREGO_GENERATOR_INDEX_GEN_H_
#define ALTEREGO_GENERATOR_INDEX_GEN_H_

#include "generator/context.h"
#include "model/schema.h"

namespace alterego::generator {

// The simplest is CREATE INDEX i1 ON t1(a), of the first table and column. On
// a table that does not exist if there is none.
CreateIndex DrawCreateIndex(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_INDEX_GEN_H_
