// Draws ALTER TABLE t DROP CONSTRAINT n.
#ifndef ALTEREGO_GENERATOR_OPS_DROP_CONSTRAINT_H_
#define ALTEREGO_GENERATOR_OPS_DROP_CONSTRAINT_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// Right, or wrong in one of the ways that SQLite's alter.c refuses if
// context.invalid().
AlterTable DrawAlter(Tag<DropConstraint>, Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_DROP_CONSTRAINT_H_
