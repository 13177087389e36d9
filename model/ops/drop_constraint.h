// ALTER TABLE t DROP CONSTRAINT name
// and beyond SQLite: DROP CONSTRAINT [IF EXISTS] name [RESTRICT | CASCADE]
#ifndef ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_
#define ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_

#include <string>

#include "model/ops/common.h"
#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct DropConstraint {
  sql::Name name;
  // Not SQLite's.
  bool if_exists = false;
  DropBehavior behavior = DropBehavior::kUnset;

  friend bool operator==(const DropConstraint&,
                         const DropConstraint&) = default;
};

template <>
struct OpTraits<DropConstraint> {
  static constexpr std::string_view kName = "drop_constraint";
  static constexpr SqliteVersion kSince{3, 52, 0};
  static constexpr bool kNative = true;
};

// True if SQLite's own ALTER TABLE can say it.
inline bool NativeOnly(const DropConstraint& op) {
  return !op.if_exists && op.behavior == DropBehavior::kUnset;
}

// The action as SQL, without ALTER TABLE t: "DROP CONSTRAINT n".
std::string ActionSql(const DropConstraint& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_
