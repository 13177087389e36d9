// ALTER TABLE t ALTER [COLUMN] column DROP NOT NULL
#ifndef ALTEREGO_MODEL_OPS_DROP_NOT_NULL_H_
#define ALTEREGO_MODEL_OPS_DROP_NOT_NULL_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct DropNotNull {
  sql::Name column;
  bool column_keyword = true;  // COLUMN was written

  friend bool operator==(const DropNotNull&, const DropNotNull&) = default;
};

template <>
struct OpTraits<DropNotNull> {
  static constexpr std::string_view kName = "drop_not_null";
  static constexpr SqliteVersion kSince{3, 52, 0};
  static constexpr bool kNative = true;
};

// The action as SQL, without ALTER TABLE t: "ALTER COLUMN c DROP NOT NULL".
std::string ActionSql(const DropNotNull& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_NOT_NULL_H_
