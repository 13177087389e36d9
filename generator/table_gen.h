// CREATE TABLE: every kind of column, key, constraint and option; and those
// that SQLite must refuse, where the statement is deliberately wrong.
#ifndef ALTEREGO_GENERATOR_TABLE_GEN_H_
#define ALTEREGO_GENERATOR_TABLE_GEN_H_

#include "generator/context.h"
#include "model/schema.h"

namespace alterego::generator {

// The simplest is CREATE TABLE t1(a).
CreateTable DrawCreateTable(Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_TABLE_GEN_H_
