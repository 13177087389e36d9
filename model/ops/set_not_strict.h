// ALTER TABLE t SET NOT STRICT
#ifndef ALTEREGO_MODEL_OPS_SET_NOT_STRICT_H_
#define ALTEREGO_MODEL_OPS_SET_NOT_STRICT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"

namespace alterego {

struct SetNotStrict {
  friend bool operator==(const SetNotStrict&, const SetNotStrict&) = default;
};

template <>
struct OpTraits<SetNotStrict> {
  static constexpr std::string_view kName = "set_not_strict";
  static constexpr SqliteVersion kSince{3, 37, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET NOT STRICT".
std::string ActionSql(const SetNotStrict& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_NOT_STRICT_H_
