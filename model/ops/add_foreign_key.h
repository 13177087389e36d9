// ALTER TABLE t ADD [CONSTRAINT n] FOREIGN KEY (..) REFERENCES .. [NOT VALID]
#ifndef ALTEREGO_MODEL_OPS_ADD_FOREIGN_KEY_H_
#define ALTEREGO_MODEL_OPS_ADD_FOREIGN_KEY_H_

#include <optional>
#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct AddForeignKey {
  std::optional<sql::Name> name;
  ForeignKeyRule rule;
  bool not_valid = false;  // rows that are there are not checked

  friend bool operator==(const AddForeignKey&, const AddForeignKey&) = default;
};

template <>
struct OpTraits<AddForeignKey> {
  static constexpr std::string_view kName = "add_foreign_key";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ADD FOREIGN KEY (a) REFERENCES p(b)".
std::string ActionSql(const AddForeignKey& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_FOREIGN_KEY_H_
