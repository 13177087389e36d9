// Draws ALTER TABLE t ADD COLUMN c with any definition.
#ifndef ALTEREGO_GENERATOR_OPS_ADD_COLUMN_H_
#define ALTEREGO_GENERATOR_OPS_ADD_COLUMN_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// Right, or wrong in one of the ways that SQLite's alter.c refuses if
// context.invalid().
AlterTable DrawAlter(Tag<AddColumn>, Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_OPS_ADD_COLUMN_H_
