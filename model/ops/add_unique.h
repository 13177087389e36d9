// ALTER TABLE t ADD [CONSTRAINT n] UNIQUE (..) [ON CONFLICT x]
#ifndef ALTEREGO_MODEL_OPS_ADD_UNIQUE_H_
#define ALTEREGO_MODEL_OPS_ADD_UNIQUE_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct AddUnique {
  std::optional<sql::Name> name;
  UniqueRule rule;

  friend bool operator==(const AddUnique&, const AddUnique&) = default;
};

template <>
struct OpTraits<AddUnique> {
  static constexpr std::string_view kName = "add_unique";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ADD CONSTRAINT n UNIQUE (a, b DESC)".
std::string ActionSql(const AddUnique& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_UNIQUE_H_
