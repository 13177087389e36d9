// ALTER TABLE t ALTER [COLUMN] column DROP DEFAULT
#ifndef ALTEREGO_MODEL_OPS_DROP_DEFAULT_H_
#define ALTEREGO_MODEL_OPS_DROP_DEFAULT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct DropDefault {
  sql::Name column;

  friend bool operator==(const DropDefault&, const DropDefault&) = default;
};

template <>
struct OpTraits<DropDefault> {
  static constexpr std::string_view kName = "drop_default";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c DROP DEFAULT".
std::string ActionSql(const DropDefault& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_DEFAULT_H_
