// ALTER TABLE t SET TABLESPACE database
#ifndef ALTEREGO_MODEL_OPS_SET_TABLESPACE_H_
#define ALTEREGO_MODEL_OPS_SET_TABLESPACE_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct SetTablespace {
  sql::Name tablespace;

  friend bool operator==(const SetTablespace&, const SetTablespace&) = default;
};

template <>
struct OpTraits<SetTablespace> {
  static constexpr std::string_view kName = "set_tablespace";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "SET TABLESPACE aux".
std::string ActionSql(const SetTablespace& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_TABLESPACE_H_
