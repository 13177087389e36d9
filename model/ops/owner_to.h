// ALTER TABLE t OWNER TO name
#ifndef ALTEREGO_MODEL_OPS_OWNER_TO_H_
#define ALTEREGO_MODEL_OPS_OWNER_TO_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct OwnerTo {
  sql::Name owner;

  friend bool operator==(const OwnerTo&, const OwnerTo&) = default;
};

template <>
struct OpTraits<OwnerTo> {
  static constexpr std::string_view kName = "owner_to";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "OWNER TO ada".
std::string ActionSql(const OwnerTo& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_OWNER_TO_H_
