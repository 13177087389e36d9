// ALTER TABLE t ADD [CONSTRAINT n] CHECK (expr)
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/status_macros.h"
#include "rebuild/constraint_text.h"
#include "rebuild/ops/constraints.h"

namespace alterego::rebuild {
namespace {

constexpr char kStandIn[] = "alterego_check";

// A table of the same columns with this one CHECK: does SQLite compile it?
RequireCompiles Compiles(const Context& context, const AddCheck& op) {
  TokenTexts texts;
  sql::Walk(op.check.expr, [&](const sql::Node& node) {
    if (node.kind != sql::NodeKind::kColumn || node.names.size() != 2) return;
    if (node.names[0].id == Identifier(context.object().name)) {
      texts[node.names[0].token] = kStandIn;
    }
  });
  std::vector<std::string> parts;
  for (const Column& column : context.table().columns) {
    parts.push_back(column.name.id.Quoted());
  }
  const bool without_rowid = context.table().without_rowid;
  if (without_rowid) {
    parts.push_back(absl::StrCat("PRIMARY KEY(", parts[0], ")"));
  }
  parts.push_back(absl::StrCat(
      "CHECK(", Render(context.parsed, op.expr_range, texts), ")"));
  return {absl::StrCat("CREATE TEMP TABLE ", kStandIn, "(",
                       absl::StrJoin(parts, ","), ")",
                       without_rowid ? " WITHOUT ROWID" : ""),
          kStandIn, context.object().name};
}

// From CONSTRAINT, or from CHECK.
sql::TokenIndex FirstToken(const Context& context, const AddCheck& op) {
  const sql::Parsed& alter = context.parsed;
  if (op.name.has_value()) {
    return sql::PreviousSignificant(alter, op.name->token);
  }
  const sql::TokenIndex open =
      sql::PreviousSignificant(alter, op.expr_range.begin);
  return sql::PreviousSignificant(alter, open);
}

}  // namespace

absl::StatusOr<Plan> PlanOp(const Context& context, const AddCheck& op) {
  ALTEREGO_RETURN_IF_ERROR(RequireConstraintTable(context));
  const sql::Parsed& alter = context.parsed;
  const std::string& text = *context.object().sql;
  Plan plan;
  if (context.Since(53, 1)) plan.steps.push_back(Compiles(context, op));
  // SQLite compiles the expression before it finds that it may not write.
  const absl::Status writable = RequireWritable(context);
  if (!writable.ok() && plan.steps.empty()) return writable;
  if (!writable.ok()) {
    plan.steps.push_back(
        Refuse{{SQLITE_READONLY, std::string(writable.message())}});
    plan.schema = context.schema().name;
    return plan;
  }
  if (op.name.has_value() && HasConstraint(text, op.name->id)) {
    plan.steps.push_back(
        Refuse{{1, absl::StrCat("constraint ", op.name->id.spelling(),
                                " already exists")}});
    plan.schema = context.schema().name;
    return plan;
  }
  plan.steps.push_back(RefuseIfRow{
      absl::StrCat("SELECT 1 FROM ", Quoted(context.schema().name), ".",
                   Quoted(context.object().name), " WHERE (",
                   Render(alter, op.expr_range, {}),
                   context.Since(54) ? ") IS FALSE" : ") IS NOT TRUE"),
      {SQLITE_CONSTRAINT, "constraint failed"}});
  const sql::TokenIndex first = FirstToken(context, op);
  const std::string rule = TrimmedConstraint(
      alter.source, alter.tokens[first].offset, EndOfStatement(alter, first));
  return PlanNewText(context, std::move(plan),
                     WithConstraint(text, std::nullopt, rule));
}

}  // namespace alterego::rebuild
