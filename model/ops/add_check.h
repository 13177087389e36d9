// ALTER TABLE t ADD [CONSTRAINT name] CHECK (expr) [ON CONFLICT x]
#ifndef ALTEREGO_MODEL_OPS_ADD_CHECK_H_
#define ALTEREGO_MODEL_OPS_ADD_CHECK_H_

#include <optional>
#include <string>

#include "model/ops/op_traits.h"
#include "model/schema.h"
namespace alterego {

struct AddCheck {
  std::optional<sql::Name> name;
  CheckRule check;
  // Of the expression, between the parentheses: SQLite copies this text.
  sql::TokenRange expr_range;

  friend bool operator==(const AddCheck&, const AddCheck&) = default;
};

template <>
struct OpTraits<AddCheck> {
  static constexpr std::string_view kName = "add_check";
  static constexpr SqliteVersion kSince{3, 53, 0};
};

// The action as SQL, without ALTER TABLE t: "ADD CONSTRAINT n CHECK (a > 0)".
std::string ActionSql(const AddCheck& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_CHECK_H_
