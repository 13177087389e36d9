// ALTER TABLE t ADD [COLUMN] definition
#ifndef ALTEREGO_MODEL_OPS_ADD_COLUMN_H_
#define ALTEREGO_MODEL_OPS_ADD_COLUMN_H_

#include <string>

#include "model/ops/op_traits.h"
#include "model/schema.h"
namespace alterego {

struct AddColumn {
  Column column;
  bool column_keyword = true;  // COLUMN was written

  friend bool operator==(const AddColumn&, const AddColumn&) = default;
};

template <>
struct OpTraits<AddColumn> {
  static constexpr std::string_view kName = "add_column";
  static constexpr SqliteVersion kSince{3, 2, 0};
};

// The action as SQL, without ALTER TABLE t: "ADD COLUMN c INT DEFAULT 1".
std::string ActionSql(const AddColumn& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_COLUMN_H_
