// CREATE TRIGGER: every time and event, with bodies that write to the world's
// tables; and those that SQLite must refuse.
#ifndef ALTEREGO_GENERATOR_TRIGGER_GEN_H_
#define ALTEREGO_GENERATOR_TRIGGER_GEN_H_

#include "generator/context.h"
#include "model/schema.h"

namespace alterego::generator {

// On a table that does not exist if there is none.
CreateTrigger DrawCreateTrigger(Context& context);
// False if there are enough, or if the only one has an UPDATE ... FROM, which
// another could set off for hours.
bool TakesMoreTriggers(const Context& context);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_TRIGGER_GEN_H_
