#include "generator/expr_gen.h"

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "generator/values.h"
#include "model/sql/printer.h"

namespace alterego::generator {
namespace {

using shadow::Affinity;
using sql::Node;
using sql::NodeKind;
using sql::Op;
using sql::Parenthesised;

Node MakeNode(NodeKind kind, std::vector<Node> children) {
  Node node;
  node.kind = kind;
  node.children = std::move(children);
  return node;
}

// An operand: parenthesised where it must be.
Node Operand(Context& context, const Scope& scope, int depth) {
  return Parenthesised(DrawExpr(context, scope, depth - 1));
}

Node DrawLeaf(Context& context, const Scope& scope) {
  if (scope.empty() || context.OneIn(3)) {
    return DrawLiteral(context, Affinity::kNone);
  }
  return DrawColumnRef(context, scope);
}

Node DrawBinary(Context& context, const Scope& scope, int depth) {
  static constexpr std::array<Op, 18> kOps = {
      Op::kAdd,    Op::kEq,        Op::kConcat,   Op::kSubtract, Op::kMultiply,
      Op::kLt,     Op::kGt,        Op::kLe,       Op::kGe,       Op::kNe,
      Op::kAnd,    Op::kOr,        Op::kIs,       Op::kIsNot,    Op::kDivide,
      Op::kBitAnd, Op::kRemainder, Op::kShiftLeft};
  const Op op = kOps[context.entropy().Below(kOps.size())];
  Node left = Operand(context, scope, depth);
  Node right = Operand(context, scope, depth);
  Node node = sql::Binary(op, std::move(left), std::move(right));
  if (op == Op::kEq && context.OneIn(4)) node.text = "==";
  if (op == Op::kNe && context.OneIn(4)) node.text = "!=";
  return node;
}

Node DrawUnary(Context& context, const Scope& scope, int depth) {
  static constexpr std::array<Op, 4> kOps = {Op::kNegate, Op::kNot, Op::kBitNot,
                                             Op::kPlus};
  const Op op = kOps[context.entropy().Below(kOps.size())];
  return sql::Unary(op, Operand(context, scope, depth));
}

Node DrawFunction(Context& context, const Scope& scope, int depth) {
  struct Known {
    const char* name;
    int arguments;
  };
  static constexpr std::array<Known, 15> kFunctions = {
      Known{"length", 1}, {"typeof", 1},   {"abs", 1},     {"upper", 1},
      {"lower", 1},       {"coalesce", 2}, {"ifnull", 2},  {"nullif", 2},
      {"trim", 1},        {"substr", 3},   {"replace", 3}, {"instr", 2},
      {"hex", 1},         {"max", 2},      {"min", 2}};
  const Known& known = kFunctions[context.entropy().Below(kFunctions.size())];
  std::vector<Node> arguments;
  for (int i = 0; i < known.arguments; ++i) {
    if (known.arguments == 3 && i > 0) {
      const Affinity affinity =
          known.name[0] == 's' ? Affinity::kInteger : Affinity::kText;
      arguments.push_back(DrawLiteral(context, affinity));
    } else {
      arguments.push_back(DrawExpr(context, scope, depth - 1));
    }
  }
  return sql::Function(sql::Name(Identifier(known.name), sql::Quote::kNone),
                       std::move(arguments));
}

Node DrawCase(Context& context, const Scope& scope, int depth) {
  Node node = MakeNode(NodeKind::kCase, {});
  if (context.OneIn(3)) {
    node.children.push_back(
        MakeNode(NodeKind::kCaseBase, {DrawExpr(context, scope, depth - 1)}));
  }
  do {
    Node condition = DrawExpr(context, scope, depth - 1);
    Node result = DrawExpr(context, scope, 0);
    node.children.push_back(
        MakeNode(NodeKind::kWhen, {std::move(condition), std::move(result)}));
  } while (node.children.size() < 4 && context.OneIn(4));
  if (context.OneIn(2)) {
    node.children.push_back(
        MakeNode(NodeKind::kElse, {DrawExpr(context, scope, depth - 1)}));
  }
  return node;
}

Node DrawCast(Context& context, const Scope& scope, int depth) {
  static constexpr std::array<std::string_view, 6> kTypes = {
      "INTEGER", "TEXT", "REAL", "NUMERIC", "BLOB", "VARCHAR(10)"};
  Node node = MakeNode(NodeKind::kCast, {DrawExpr(context, scope, depth - 1)});
  node.text = std::string(kTypes[context.entropy().Below(kTypes.size())]);
  return node;
}

Node DrawIn(Context& context, const Scope& scope, int depth) {
  Node list = MakeNode(NodeKind::kList, {});
  do {
    list.children.push_back(DrawLiteral(context, Affinity::kNone));
  } while (list.children.size() < 5 && context.OneIn(2));
  Node node = MakeNode(NodeKind::kIn, {Operand(context, scope, depth)});
  node.children.push_back(std::move(list));
  node.negated = context.OneIn(4);
  return node;
}

Node DrawBetween(Context& context, const Scope& scope, int depth) {
  Node node = MakeNode(NodeKind::kBetween, {Operand(context, scope, depth)});
  node.children.push_back(Parenthesised(DrawLeaf(context, scope)));
  node.children.push_back(Parenthesised(DrawLeaf(context, scope)));
  node.negated = context.OneIn(4);
  return node;
}

Node DrawLike(Context& context, const Scope& scope, int depth) {
  static constexpr std::array<std::string_view, 6> kPatterns = {
      "'%'", "'x%'", "'%b%'", "'a_c'", "''", "'ABC'"};
  Node node = MakeNode(NodeKind::kLike, {Operand(context, scope, depth)});
  node.op = Op::kLike;
  node.children.push_back(sql::Literal(
      std::string(kPatterns[context.entropy().Below(kPatterns.size())])));
  node.negated = context.OneIn(4);
  return node;
}

Node DrawIsNull(Context& context, const Scope& scope, int depth) {
  static constexpr std::array<Op, 3> kOps = {Op::kIsNull, Op::kNotNull,
                                             Op::kNotNullWords};
  Node node = MakeNode(NodeKind::kIsNull, {Operand(context, scope, depth)});
  node.op = kOps[context.entropy().Below(kOps.size())];
  return node;
}

}  // namespace

Scope ScopeOf(const Columns& columns) {
  Scope scope;
  scope.reserve(columns.size());
  for (const ColumnInfo& column : columns) {
    scope.push_back({std::nullopt, column.name, column.affinity});
  }
  return scope;
}

Scope QualifiedScope(const Columns& columns, const sql::Name& qualifier) {
  Scope scope = ScopeOf(columns);
  for (ScopeColumn& column : scope) column.qualifier = qualifier;
  return scope;
}

Node DrawColumnRef(Context& context, const Scope& scope) {
  const ScopeColumn& column = context.entropy().Pick(scope);
  sql::Name name = context.Ref(column.name);
  if (column.qualifier) return sql::ColumnRef(*column.qualifier, name);
  return sql::ColumnRef(std::move(name));
}

Node DrawExpr(Context& context, const Scope& scope, int depth) {
  if (depth <= 0) return DrawLeaf(context, scope);
  // leaf, binary, function, unary, case, cast, collate, in, between, like, null
  static constexpr std::array<uint32_t, 11> kKinds = {9, 10, 5, 2, 2, 2,
                                                      1, 1,  1, 1, 2};
  switch (context.entropy().Weighted(kKinds)) {
    case 1:
      return DrawBinary(context, scope, depth);
    case 2:
      return DrawFunction(context, scope, depth);
    case 3:
      return DrawUnary(context, scope, depth);
    case 4:
      return DrawCase(context, scope, depth);
    case 5:
      return DrawCast(context, scope, depth);
    case 6:
      return DrawCollated(context, Operand(context, scope, depth));
    case 7:
      return DrawIn(context, scope, depth);
    case 8:
      return DrawBetween(context, scope, depth);
    case 9:
      return DrawLike(context, scope, depth);
    case 10:
      return DrawIsNull(context, scope, depth);
    default:
      return DrawLeaf(context, scope);
  }
}

Node DrawTolerantCondition(Context& context, const Scope& scope) {
  if (scope.empty()) return sql::Literal("1");
  Node column = DrawColumnRef(context, scope);
  static constexpr std::array<uint32_t, 7> kKinds = {6, 4, 3, 3, 2, 2, 2};
  switch (context.entropy().Weighted(kKinds)) {
    case 1:
      return sql::Binary(Op::kGt, std::move(column),
                         LiteralOf(Value::Integer(-10)));
    case 2:
      return sql::Binary(
          Op::kLt,
          sql::Function(sql::Name(Identifier("length"), sql::Quote::kNone),
                        {std::move(column)}),
          sql::Literal("400"));
    case 3: {
      Node left = sql::Binary(Op::kIs, column, sql::Literal("NULL"));
      Node right = sql::Binary(Op::kGe, std::move(column), sql::Literal("0"));
      return sql::Binary(Op::kOr, std::move(left), std::move(right));
    }
    case 4: {
      Node left = DrawColumnRef(context, scope);
      Node sum = sql::Binary(Op::kAdd, std::move(column), std::move(left));
      return sql::Binary(Op::kIsNot, Parenthesised(std::move(sum)),
                         sql::Literal("3"));
    }
    case 5:
      return sql::Binary(
          Op::kNe,
          sql::Function(sql::Name(Identifier("typeof"), sql::Quote::kNone),
                        {std::move(column)}),
          sql::Literal("'blob'"));
    case 6:
      return DrawExpr(context, scope, 2);
    default:
      return sql::Binary(Op::kNe, std::move(column),
                         Parenthesised(DrawLiteral(context, Affinity::kNone)));
  }
}

Node DrawCondition(Context& context, const Scope& scope) {
  if (scope.empty()) return sql::Literal("1");
  static constexpr std::array<uint32_t, 4> kKinds = {4, 3, 2, 2};
  const size_t kind = context.entropy().Weighted(kKinds);
  if (kind == 3) return DrawExpr(context, scope, 2);
  const ScopeColumn& picked = context.entropy().Pick(scope);
  Node column = DrawColumnRef(context, {picked});
  if (kind == 2) return DrawIsNull(context, {picked}, 0);
  static constexpr std::array<Op, 5> kOps = {Op::kEq, Op::kGt, Op::kLe, Op::kNe,
                                             Op::kIs};
  const Op op =
      kind == 0 ? Op::kGe : kOps[context.entropy().Below(kOps.size())];
  return sql::Binary(op, std::move(column),
                     Parenthesised(DrawLiteral(context, picked.affinity)));
}

Node DrawConstantExpr(Context& context) { return DrawExpr(context, {}, 2); }

Node DrawCollated(Context& context, Node expr) {
  static constexpr std::array<const char*, 3> kCollations = {"NOCASE", "RTRIM",
                                                             "BINARY"};
  Node node = MakeNode(NodeKind::kCollate, {std::move(expr)});
  node.names.push_back(sql::Name(
      Identifier(kCollations[context.entropy().Below(3)]), sql::Quote::kNone));
  return node;
}

}  // namespace alterego::generator
