// ALTER TABLE t RENAME TO new_name
#ifndef ALTEREGO_MODEL_OPS_RENAME_TABLE_H_
#define ALTEREGO_MODEL_OPS_RENAME_TABLE_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"
namespace alterego {

struct RenameTable {
  sql::Name new_name;

  friend bool operator==(const RenameTable&, const RenameTable&) = default;
};

template <>
struct OpTraits<RenameTable> {
  static constexpr std::string_view kName = "rename_table";
  static constexpr SqliteVersion kSince{3, 0, 0};
  static constexpr bool kNative = true;
};

// The action as SQL, without ALTER TABLE t: "RENAME TO x".
std::string ActionSql(const RenameTable& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_RENAME_TABLE_H_
