// ALTER TABLE t SET SCHEMA database
#ifndef ALTEREGO_MODEL_OPS_SET_SCHEMA_H_
#define ALTEREGO_MODEL_OPS_SET_SCHEMA_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct SetSchema {
  sql::Name schema;

  friend bool operator==(const SetSchema&, const SetSchema&) = default;
};

template <>
struct OpTraits<SetSchema> {
  static constexpr std::string_view kName = "set_schema";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET SCHEMA aux".
std::string ActionSql(const SetSchema& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_SCHEMA_H_
