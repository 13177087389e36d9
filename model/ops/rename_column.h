// ALTER TABLE t RENAME [COLUMN] from TO to
#ifndef ALTEREGO_MODEL_OPS_RENAME_COLUMN_H_
#define ALTEREGO_MODEL_OPS_RENAME_COLUMN_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct RenameColumn {
  sql::Name from;
  sql::Name to;
  bool column_keyword = true;  // COLUMN was written

  friend bool operator==(const RenameColumn&, const RenameColumn&) = default;
};

template <>
struct OpTraits<RenameColumn> {
  static constexpr std::string_view kName = "rename_column";
  static constexpr SqliteVersion kSince{3, 25, 0};
  static constexpr bool kNative = true;
};

// The action as SQL, without ALTER TABLE t: "RENAME COLUMN a TO b".
std::string ActionSql(const RenameColumn& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_RENAME_COLUMN_H_
