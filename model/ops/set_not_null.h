// ALTER TABLE t ALTER [COLUMN] column SET NOT NULL [ON CONFLICT x]
#ifndef ALTEREGO_MODEL_OPS_SET_NOT_NULL_H_
#define ALTEREGO_MODEL_OPS_SET_NOT_NULL_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/node.h"
namespace alterego {

struct SetNotNull {
  sql::Name column;
  sql::Conflict conflict = sql::Conflict::kDefault;
  bool column_keyword = true;  // COLUMN was written

  friend bool operator==(const SetNotNull&, const SetNotNull&) = default;
};

template <>
struct OpTraits<SetNotNull> {
  static constexpr std::string_view kName = "set_not_null";
  static constexpr SqliteVersion kSince{3, 52, 0};
  static constexpr bool kNative = true;
};

// The action as SQL, without ALTER TABLE t: "ALTER COLUMN c SET NOT NULL".
std::string ActionSql(const SetNotNull& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_NOT_NULL_H_
