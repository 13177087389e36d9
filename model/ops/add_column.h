// ALTER TABLE t ADD [COLUMN] definition
// and beyond SQLite: ADD [COLUMN] [IF NOT EXISTS] definition [FIRST | AFTER c]
#ifndef ALTEREGO_MODEL_OPS_ADD_COLUMN_H_
#define ALTEREGO_MODEL_OPS_ADD_COLUMN_H_

#include <optional>
#include <string>

#include "model/ops/op_traits.h"
#include "model/schema.h"
namespace alterego {

struct AddColumn {
  Column column;
  bool column_keyword = true;  // COLUMN was written
  // Not SQLite's. At most one of the two places; none is the end.
  bool if_not_exists = false;
  bool first = false;
  std::optional<sql::Name> after = std::nullopt;

  friend bool operator==(const AddColumn&, const AddColumn&) = default;
};

template <>
struct OpTraits<AddColumn> {
  static constexpr std::string_view kName = "add_column";
  static constexpr SqliteVersion kSince{3, 2, 0};
  static constexpr bool kNative = true;
};

// True if SQLite's own ALTER TABLE can say it.
inline bool NativeOnly(const AddColumn& op) {
  return !op.if_not_exists && !op.first && !op.after;
}

// The action as SQL, without ALTER TABLE t: "ADD COLUMN c INT DEFAULT 1".
std::string ActionSql(const AddColumn& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_COLUMN_H_
