// ALTER TABLE t RENAME CONSTRAINT from TO to
#ifndef ALTEREGO_MODEL_OPS_RENAME_CONSTRAINT_H_
#define ALTEREGO_MODEL_OPS_RENAME_CONSTRAINT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct RenameConstraint {
  sql::Name from;
  sql::Name to;

  friend bool operator==(const RenameConstraint&,
                         const RenameConstraint&) = default;
};

template <>
struct OpTraits<RenameConstraint> {
  static constexpr std::string_view kName = "rename_constraint";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "RENAME CONSTRAINT a TO b".
std::string ActionSql(const RenameConstraint& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_RENAME_CONSTRAINT_H_
