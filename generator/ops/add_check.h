// Draws ALTER TABLE t ADD CONSTRAINT n CHECK (...).
#ifndef ALTEREGO_GENERATOR_OPS_ADD_CHECK_H_
#define ALTEREGO_GENERATOR_OPS_ADD_CHECK_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// Right, or wrong in one of the ways that SQLite's alter.c refuses if
// context.invalid().
AlterTable DrawAlter(Tag<AddCheck>, Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_ADD_CHECK_H_
