// ALTER TABLE t ALTER c SET NOT NULL [ON CONFLICT x]
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "rebuild/constraint_text.h"
#include "rebuild/ops/constraints.h"

namespace alterego::rebuild {

absl::StatusOr<Plan> PlanOp(const Context& context, const SetNotNull& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireConstraintTable(context));
  ALTEREGO_ASSIGN_OR_RETURN(const size_t column,
                            RequireConstraintColumn(context, op.column));
  ALTEREGO_RETURN_IF_ERROR(RequireWritable(context));
  Plan plan;
  plan.steps.push_back(RefuseIfRow{
      absl::StrCat("SELECT 1 FROM ", Quoted(context.schema().name), ".",
                   Quoted(context.object().name), " AS x WHERE x.",
                   context.table().columns[column].name.id.Quoted(),
                   " IS NULL"),
      {SQLITE_CONSTRAINT, "constraint failed"}});
  // The rule starts behind the word SET.
  const sql::Parsed& alter = context.parsed;
  const sql::TokenIndex set = sql::NextSignificant(alter, op.column.token);
  const sql::TokenIndex first = sql::NextSignificant(alter, set);
  const std::string rule = TrimmedConstraint(
      alter.source, alter.tokens[first].offset, EndOfStatement(alter, first));
  return PlanNewText(
      context, std::move(plan),
      WithConstraint(WithoutNotNull(*context.object().sql, column), column,
                     rule));
}

}  // namespace alterego::rebuild
