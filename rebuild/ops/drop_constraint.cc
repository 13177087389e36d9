// ALTER TABLE t DROP CONSTRAINT n
#include "base/status_macros.h"
#include "rebuild/constraint_text.h"
#include "rebuild/ops/constraints.h"

namespace alterego::rebuild {

absl::StatusOr<Plan> PlanOp(const Context& context, const DropConstraint& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireConstraintTable(context));
  ALTEREGO_RETURN_IF_ERROR(RequireWritable(context));
  ALTEREGO_ASSIGN_OR_RETURN(
      std::string text,
      WithoutConstraint(*context.object().sql, op.name.id, context.in.version));
  return PlanNewText(context, Plan(), std::move(text));
}

}  // namespace alterego::rebuild
