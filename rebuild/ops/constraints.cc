#include "rebuild/ops/constraints.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace alterego::rebuild {

absl::Status RequireConstraintTable(const Context& context) {
  ALTEREGO_RETURN_IF_ERROR(RequireTable(context, "edit constraints of"));
  return RequireAlterable(context);
}

absl::StatusOr<size_t> RequireConstraintColumn(const Context& context,
                                               const sql::Name& column) {
  const int index = context.table().ColumnIndex(column.id);
  if (index >= 0) return static_cast<size_t>(index);
  return Refused(absl::StrCat("no such column: ", column.id.spelling()));
}

absl::StatusOr<Plan> PlanNewText(const Context& context, Plan plan,
                                 std::string text) {
  Draft draft(context);
  draft.SetText(context.target.place, std::move(text));
  const Plan named = draft.NewPlan();
  plan.schema = named.schema;
  plan.objects = named.objects;
  AppendCopyIfAsked(context, &plan);
  draft.AppendSteps("drop constraint", &plan);
  return plan;
}

size_t EndOfStatement(const sql::Parsed& parsed, sql::TokenIndex from) {
  for (sql::TokenIndex i = from; i < parsed.tokens.size(); ++i) {
    if (parsed.TextOf(i) == ";") return parsed.tokens[i].offset;
  }
  return parsed.source.size();
}

}  // namespace alterego::rebuild
