// Whether the table, as the actions so far have made it, is one that CREATE
// TABLE would take.
#ifndef ALTEREGO_SHADOW_FULL_LEGAL_H_
#define ALTEREGO_SHADOW_FULL_LEGAL_H_

#include "shadow/full/work.h"

namespace alterego::shadow::full {

// False: refused, or not known.
bool RequireLegal(Work& work);

}  // namespace alterego::shadow::full

#endif  // ALTEREGO_SHADOW_FULL_LEGAL_H_
