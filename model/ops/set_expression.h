// ALTER TABLE t ALTER [COLUMN] column SET EXPRESSION AS (e) [STORED | VIRTUAL]
#ifndef ALTEREGO_MODEL_OPS_SET_EXPRESSION_H_
#define ALTEREGO_MODEL_OPS_SET_EXPRESSION_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct SetExpression {
  sql::Name column;
  sql::Node expr;  // without the parentheses that belong to AS
  // Unset: as the column is; VIRTUAL if it is not generated yet.
  GeneratedRule::Storage storage = GeneratedRule::Storage::kUnset;
  sql::TokenRange expr_range;  // of the expression, between the parentheses

  friend bool operator==(const SetExpression&, const SetExpression&) = default;
};

template <>
struct OpTraits<SetExpression> {
  static constexpr std::string_view kName = "set_expression";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c SET EXPRESSION AS (a + 1) STORED".
std::string ActionSql(const SetExpression& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_EXPRESSION_H_
