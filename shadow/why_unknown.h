// Why a step was not predicted, for people: what there is in it, or in the
// tables that it names, that the shadow does not compute.
//
//   if (!p.predicted) Print(WhyUnknown(step, world));
//   // "a query inside an expression; random()"
//
// A guess from the texts, not a record of what stopped the shadow: "" where
// nothing of that kind is to be seen.
#ifndef ALTEREGO_SHADOW_WHY_UNKNOWN_H_
#define ALTEREGO_SHADOW_WHY_UNKNOWN_H_

#include <string>

#include "model/script.h"
#include "shadow/state.h"

namespace alterego::shadow {

std::string WhyUnknown(const Step& step, const World& world);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_WHY_UNKNOWN_H_
