// ALTER TABLE t ALTER [COLUMN] column ADD GENERATED {ALWAYS | BY DEFAULT} AS
//     IDENTITY
//
// Makes the INTEGER PRIMARY KEY AUTOINCREMENT. SQLite lets every INSERT give
// its own value, whichever of the two is written.
#ifndef ALTEREGO_MODEL_OPS_ADD_IDENTITY_H_
#define ALTEREGO_MODEL_OPS_ADD_IDENTITY_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct AddIdentity {
  sql::Name column;
  bool always = false;

  friend bool operator==(const AddIdentity&, const AddIdentity&) = default;
};

template <>
struct OpTraits<AddIdentity> {
  static constexpr std::string_view kName = "add_identity";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c ADD GENERATED ALWAYS AS IDENTITY".
std::string ActionSql(const AddIdentity& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_IDENTITY_H_
