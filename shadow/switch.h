// The switches of model/dot_command.h: what they change, version by version.
#ifndef ALTEREGO_SHADOW_SWITCH_H_
#define ALTEREGO_SHADOW_SWITCH_H_

#include "model/dot_command.h"
#include "shadow/shadow.h"

namespace alterego::shadow {

Verdict JudgeSwitch(const WorldPtr& world, const SetSwitch& set);

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_SWITCH_H_
