// ALTER TABLE t ALTER c DROP NOT NULL
#include "base/status_macros.h"
#include "rebuild/constraint_text.h"
#include "rebuild/ops/constraints.h"

namespace alterego::rebuild {

absl::StatusOr<Plan> PlanOp(const Context& context, const DropNotNull& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireConstraintTable(context));
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            RequireConstraintColumn(context, op.column));
  ALTEREGO_RETURN_IF_ERROR(RequireWritable(context));
  return PlanNewText(context, Plan(),
                     WithoutNotNull(*context.object().sql, column));
}

}  // namespace alterego::rebuild
