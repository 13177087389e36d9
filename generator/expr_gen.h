// Expressions that the shadow's evaluator knows (shadow/eval.h): arithmetic,
// comparisons, logic, CASE, CAST, COLLATE, IN, BETWEEN, LIKE, scalar functions
// with one answer. Never random(), never the time.
//
//   Scope scope = ScopeOf(columns);
//   sql::Node node = DrawExpr(context, scope, /*depth=*/2);
#ifndef ALTEREGO_GENERATOR_EXPR_GEN_H_
#define ALTEREGO_GENERATOR_EXPR_GEN_H_

#include <optional>
#include <vector>

#include "generator/context.h"
#include "model/sql/node.h"

namespace alterego::generator {

// What an expression may name: `name`, or `qualifier.name`.
struct ScopeColumn {
  std::optional<sql::Name> qualifier;
  Identifier name;
  shadow::Affinity affinity = shadow::Affinity::kNone;
};
using Scope = std::vector<ScopeColumn>;

Scope ScopeOf(const Columns& columns);
// With every name behind `qualifier`: new.a.
Scope QualifiedScope(const Columns& columns, const sql::Name& qualifier);

// A column of the scope; the first is the simplest. REQUIRES: not empty.
sql::Node DrawColumnRef(Context& context, const Scope& scope);
// Any expression; of depth 0 a column or a literal. Never needs parentheses
// inside, may need them around: sql::Parenthesised.
sql::Node DrawExpr(Context& context, const Scope& scope, int depth);
// A condition that holds for most rows: fit for CHECK.
sql::Node DrawTolerantCondition(Context& context, const Scope& scope);
// A condition that holds for some rows: fit for WHERE and WHEN.
sql::Node DrawCondition(Context& context, const Scope& scope);
// An expression without any name, fit for DEFAULT (...).
sql::Node DrawConstantExpr(Context& context);
// `expr COLLATE x`, of a known collation.
sql::Node DrawCollated(Context& context, sql::Node expr);

}  // namespace alterego::generator

#endif  // ALTEREGO_GENERATOR_EXPR_GEN_H_
