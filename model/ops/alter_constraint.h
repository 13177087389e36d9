// ALTER TABLE t ALTER CONSTRAINT name [NOT] DEFERRABLE [INITIALLY x]
#ifndef ALTEREGO_MODEL_OPS_ALTER_CONSTRAINT_H_
#define ALTEREGO_MODEL_OPS_ALTER_CONSTRAINT_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct AlterConstraint {
  sql::Name name;  // of a foreign key
  ReferencesClause::Deferrable deferrable =
      ReferencesClause::Deferrable::kDeferrable;  // never unset
  ReferencesClause::Initially initially = ReferencesClause::Initially::kUnset;

  friend bool operator==(const AlterConstraint&,
                         const AlterConstraint&) = default;
};

template <>
struct OpTraits<AlterConstraint> {
  static constexpr std::string_view kName = "alter_constraint";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER CONSTRAINT n DEFERRABLE INITIALLY DEFERRED".
std::string ActionSql(const AlterConstraint& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ALTER_CONSTRAINT_H_
