// ALTER TABLE t VALIDATE CONSTRAINT name
#ifndef ALTEREGO_MODEL_OPS_VALIDATE_CONSTRAINT_H_
#define ALTEREGO_MODEL_OPS_VALIDATE_CONSTRAINT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct ValidateConstraint {
  sql::Name name;

  friend bool operator==(const ValidateConstraint&,
                         const ValidateConstraint&) = default;
};

template <>
struct OpTraits<ValidateConstraint> {
  static constexpr std::string_view kName = "validate_constraint";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "VALIDATE CONSTRAINT n".
std::string ActionSql(const ValidateConstraint& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_VALIDATE_CONSTRAINT_H_
