// ALTER TABLE t SET WITHOUT ROWID
#ifndef ALTEREGO_MODEL_OPS_SET_WITHOUT_ROWID_H_
#define ALTEREGO_MODEL_OPS_SET_WITHOUT_ROWID_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"

namespace alterego {

struct SetWithoutRowid {
  friend bool operator==(const SetWithoutRowid&,
                         const SetWithoutRowid&) = default;
};

template <>
struct OpTraits<SetWithoutRowid> {
  static constexpr std::string_view kName = "set_without_rowid";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET WITHOUT ROWID".
std::string ActionSql(const SetWithoutRowid& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_WITHOUT_ROWID_H_
