// ALTER TABLE t ALTER [COLUMN] column DROP IDENTITY [IF EXISTS]
#ifndef ALTEREGO_MODEL_OPS_DROP_IDENTITY_H_
#define ALTEREGO_MODEL_OPS_DROP_IDENTITY_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct DropIdentity {
  sql::Name column;
  bool if_exists = false;  // of the identity, not of the column

  friend bool operator==(const DropIdentity&, const DropIdentity&) = default;
};

template <>
struct OpTraits<DropIdentity> {
  static constexpr std::string_view kName = "drop_identity";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c DROP IDENTITY".
std::string ActionSql(const DropIdentity& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_IDENTITY_H_
