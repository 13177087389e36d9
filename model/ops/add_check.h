// ALTER TABLE t ADD [CONSTRAINT name] CHECK (expr) [ON CONFLICT x]
// and beyond SQLite, behind it: NOT VALID
#ifndef ALTEREGO_MODEL_OPS_ADD_CHECK_H_
#define ALTEREGO_MODEL_OPS_ADD_CHECK_H_

#include <optional>
#include <string>

#include "model/ops/op_traits.h"
#include "model/schema.h"
namespace alterego {

struct AddCheck {
  std::optional<sql::Name> name;
  CheckRule check;
  // Of the expression, between the parentheses: SQLite copies this text.
  sql::TokenRange expr_range;
  bool not_valid = false;  // not SQLite's: rows that are there are not checked

  friend bool operator==(const AddCheck&, const AddCheck&) = default;
};

template <>
struct OpTraits<AddCheck> {
  static constexpr std::string_view kName = "add_check";
  static constexpr SqliteVersion kSince{3, 52, 0};
  static constexpr bool kNative = true;
};

// True if SQLite's own ALTER TABLE can say it.
inline bool NativeOnly(const AddCheck& op) { return !op.not_valid; }

// The action as SQL, without ALTER TABLE t: "ADD CONSTRAINT n CHECK (a > 0)".
std::string ActionSql(const AddCheck& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ADD_CHECK_H_
