// ALTER TABLE statements of the full dialect (docs/dialect.md): every form,
// several actions in one statement, right and deliberately wrong.
#ifndef ALTEREGO_GENERATOR_FULL_H_
#define ALTEREGO_GENERATOR_FULL_H_

#include "generator/context.h"
#include "model/alter_table.h"

namespace alterego::generator {

// The weight of the form at that place in AlterAction.
Feature FeatureOfAction(size_t action);
// The place in AlterAction of a form's weight; nullopt for other weights.
std::optional<size_t> ActionOfFeature(Feature feature);

// REQUIRES: action < kActionCount.
AlterTableFull DrawFull(Context& context, size_t action);

// One action on `table` (generator/full_actions.cc).
AlterAction DrawAction(Context& context, const Target& table, size_t action);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_FULL_H_
