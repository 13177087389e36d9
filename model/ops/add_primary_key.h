// ALTER TABLE t ADD [CONSTRAINT n] PRIMARY KEY (..) [ON CONFLICT x]
#ifndef ALTEREGO_MODEL_OPS_ADD_PRIMARY_KEY_H_
#define ALTEREGO_MODEL_OPS_ADD_PRIMARY_KEY_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct AddPrimaryKey {
  std::optional<sql::Name> name;
  PrimaryKeyRule rule;

  friend bool operator==(const AddPrimaryKey&, const AddPrimaryKey&) = default;
};

template <>
struct OpTraits<AddPrimaryKey> {
  static constexpr std::string_view kName = "add_primary_key";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ADD PRIMARY KEY (a, b)".
std::string ActionSql(const AddPrimaryKey& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_PRIMARY_KEY_H_
