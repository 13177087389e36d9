// ALTER TABLE t DROP CONSTRAINT name
#ifndef ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_
#define ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct DropConstraint {
  sql::Name name;

  friend bool operator==(const DropConstraint&,
                         const DropConstraint&) = default;
};

template <>
struct OpTraits<DropConstraint> {
  static constexpr std::string_view kName = "drop_constraint";
  static constexpr SqliteVersion kSince{3, 53, 0};
};

// The action as SQL, without ALTER TABLE t: "DROP CONSTRAINT n".
std::string ActionSql(const DropConstraint& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_CONSTRAINT_H_
