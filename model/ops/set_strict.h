// ALTER TABLE t SET STRICT
#ifndef ALTEREGO_MODEL_OPS_SET_STRICT_H_
#define ALTEREGO_MODEL_OPS_SET_STRICT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"

namespace alterego {

struct SetStrict {
  friend bool operator==(const SetStrict&, const SetStrict&) = default;
};

template <>
struct OpTraits<SetStrict> {
  static constexpr std::string_view kName = "set_strict";
  static constexpr SqliteVersion kSince{3, 37, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET STRICT".
std::string ActionSql(const SetStrict& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_STRICT_H_
