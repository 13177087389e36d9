// ALTER TABLE t ALTER [COLUMN] column [SET DATA] TYPE type [COLLATE x]
//     [USING e]
#ifndef ALTEREGO_MODEL_OPS_SET_TYPE_H_
#define ALTEREGO_MODEL_OPS_SET_TYPE_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"
#include "model/sql/node.h"

namespace alterego {

struct SetType {
  sql::Name column;
  std::string type;                    // as stored, never ""
  std::optional<sql::Name> collation;  // none: as the column has it
  std::optional<sql::Node> value;      // USING: any column of the row
  sql::TokenRange value_range;

  friend bool operator==(const SetType&, const SetType&) = default;
};

template <>
struct OpTraits<SetType> {
  static constexpr std::string_view kName = "set_type";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c TYPE INT USING a + 1".
std::string ActionSql(const SetType& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_TYPE_H_
