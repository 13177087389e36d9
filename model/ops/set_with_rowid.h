// ALTER TABLE t SET WITH ROWID
#ifndef ALTEREGO_MODEL_OPS_SET_WITH_ROWID_H_
#define ALTEREGO_MODEL_OPS_SET_WITH_ROWID_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"

namespace alterego {

struct SetWithRowid {
  friend bool operator==(const SetWithRowid&, const SetWithRowid&) = default;
};

template <>
struct OpTraits<SetWithRowid> {
  static constexpr std::string_view kName = "set_with_rowid";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET WITH ROWID".
std::string ActionSql(const SetWithRowid& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_WITH_ROWID_H_
