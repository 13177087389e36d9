#include "generator/ops/add_check.h"

#include <utility>
#include <vector>

#include "generator/column_gen.h"
#include "generator/expr_gen.h"
#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

using sql::Node;
using sql::NodeKind;
using sql::Op;

Node ParameterNode() {
  Node node;
  node.kind = NodeKind::kParameter;
  node.text = "?1";
  return node;
}

// (SELECT 1)
Node SubqueryNode() {
  Node result;
  result.kind = NodeKind::kResultColumn;
  result.children.push_back(sql::Literal("1"));
  Node results;
  results.kind = NodeKind::kResultColumns;
  results.children.push_back(std::move(result));
  Node core;
  core.kind = NodeKind::kSelectCore;
  core.children.push_back(std::move(results));
  Node select;
  select.kind = NodeKind::kSelect;
  select.children.push_back(std::move(core));
  Node subquery;
  subquery.kind = NodeKind::kSubquery;
  subquery.children.push_back(std::move(select));
  return subquery;
}

void Spoil(Context& context, const Target& table, AlterTable& alter) {
  auto& op = std::get<AddCheck>(alter.op);
  const std::vector<Identifier> names =
      ConstraintNames(*table.object->AsTable());
  switch (context.entropy().Below(8)) {
    case 0:
      op.check.expr = sql::ColumnRef(
          sql::Name(MissingName(context).id, sql::Quote::kBracket));
      return;
    case 1:
    case 2:
      if (!names.empty()) {
        op.name = context.Ref(context.entropy().Pick(names));
        return;
      }
      op.check.expr = sql::Literal("0");
      return;
    case 3:
      op.check.expr = sql::Literal(context.OneIn(3) ? "NULL" : "0");
      return;
    case 4:
      op.check.expr = SubqueryNode();
      return;
    case 5:
      op.check.expr = ParameterNode();
      return;
    case 6:
      op.check.expr =
          sql::Function(sql::Name(Identifier("no_such_function")), {});
      return;
    default:
      SpoilSubject(context, alter);
      return;
  }
}

}  // namespace

AlterTable DrawAlter(Tag<AddCheck>, Context& context) {
  const Target* table = context.PickTable();
  AddCheck op;
  if (!context.OneIn(4)) op.name = NewLabel(context, "k");
  op.check.expr = sql::Literal("1");
  if (table != nullptr) {
    op.check.expr =
        DrawTolerantCondition(context, ScopeOf(context.ColumnsOf(*table)));
  }
  op.check.conflict = DrawConflictClause(context);
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (context.invalid() && table != nullptr) Spoil(context, *table, alter);
  return alter;
}

}  // namespace alterego::generator
