// ALTER TABLE t ALTER [COLUMN] column SET DEFAULT e
//
// The words DEFAULT takes in a CREATE TABLE; any other expression is read as if
// it stood in parentheses.
#ifndef ALTEREGO_MODEL_OPS_SET_DEFAULT_H_
#define ALTEREGO_MODEL_OPS_SET_DEFAULT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct SetDefault {
  sql::Name column;
  DefaultRule value;

  friend bool operator==(const SetDefault&, const SetDefault&) = default;
};

template <>
struct OpTraits<SetDefault> {
  static constexpr std::string_view kName = "set_default";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c SET DEFAULT (1 + 1)".
std::string ActionSql(const SetDefault& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_DEFAULT_H_
