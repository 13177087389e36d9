// Draws ALTER TABLE t ALTER COLUMN c SET NOT NULL.
#ifndef ALTEREGO_GENERATOR_OPS_SET_NOT_NULL_H_
#define ALTEREGO_GENERATOR_OPS_SET_NOT_NULL_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// Right, or wrong in one of the ways that SQLite's alter.c refuses if
// context.invalid().
AlterTable DrawAlter(Tag<SetNotNull>, Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_SET_NOT_NULL_H_
