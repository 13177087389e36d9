// ALTER TABLE of the full dialect (docs/dialect.md), as it must turn out. Each
// action is applied to the world that the ones before it left. What the schema
// refuses comes first, then what the rows refuse: of the latter, any that holds
// may be named, for all actions ask them together.
//
//   Verdict v = JudgeAlterFull(world, parsed, alter);
//
// Only the reason of a refusal is predicted: the words are the engine's own.
// Texts are predicted up to spelling: see oracle/canonical.h.
#ifndef ALTEREGO_SHADOW_FULL_FULL_H_
#define ALTEREGO_SHADOW_FULL_FULL_H_

#include <vector>

#include "shadow/guard.h"
#include "shadow/shadow.h"

namespace alterego::shadow {

Verdict JudgeAlterFull(const WorldPtr& world, const sql::Parsed& parsed,
                       const AlterTableFull& alter);
std::vector<RuleInfo> FullRules();

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_FULL_FULL_H_
