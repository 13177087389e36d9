// ALTER TABLE t ALTER [COLUMN] column DROP EXPRESSION [IF EXISTS]
#ifndef ALTEREGO_MODEL_OPS_DROP_EXPRESSION_H_
#define ALTEREGO_MODEL_OPS_DROP_EXPRESSION_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct DropExpression {
  sql::Name column;
  bool if_exists = false;  // of the expression, not of the column

  friend bool operator==(const DropExpression&,
                         const DropExpression&) = default;
};

template <>
struct OpTraits<DropExpression> {
  static constexpr std::string_view kName = "drop_expression";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c DROP EXPRESSION IF EXISTS".
std::string ActionSql(const DropExpression& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_EXPRESSION_H_
