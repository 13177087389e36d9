// ALTER TABLE t DROP [COLUMN] column
// and beyond SQLite: DROP [COLUMN] [IF EXISTS] column [RESTRICT | CASCADE]
#ifndef ALTEREGO_MODEL_OPS_DROP_COLUMN_H_
#define ALTEREGO_MODEL_OPS_DROP_COLUMN_H_

#include <string>

#include "model/ops/common.h"
#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct DropColumn {
  sql::Name column;
  bool column_keyword = true;  // COLUMN was written
  // Not SQLite's.
  bool if_exists = false;
  DropBehavior behavior = DropBehavior::kUnset;

  friend bool operator==(const DropColumn&, const DropColumn&) = default;
};

template <>
struct OpTraits<DropColumn> {
  static constexpr std::string_view kName = "drop_column";
  static constexpr SqliteVersion kSince{3, 35, 0};
  static constexpr bool kNative = true;
};

// True if SQLite's own ALTER TABLE can say it.
inline bool NativeOnly(const DropColumn& op) {
  return !op.if_exists && op.behavior == DropBehavior::kUnset;
}

// The action as SQL, without ALTER TABLE t: "DROP COLUMN c".
std::string ActionSql(const DropColumn& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DROP_COLUMN_H_
