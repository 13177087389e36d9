// What several forms of ALTER TABLE share.
#ifndef ALTEREGO_MODEL_OPS_COMMON_H_
#define ALTEREGO_MODEL_OPS_COMMON_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "model/sql/name.h"

namespace alterego {

// What a DROP does to what needs the thing: RESTRICT (also where nothing is
// written) refuses, CASCADE drops it as well.
enum class DropBehavior : uint8_t { kUnset, kRestrict, kCascade };

// " CASCADE", with the blank before it; "" for kUnset.
inline std::string_view DropBehaviorSql(DropBehavior behavior) {
  switch (behavior) {
    case DropBehavior::kUnset:
      return "";
    case DropBehavior::kRestrict:
      return " RESTRICT";
    case DropBehavior::kCascade:
      return " CASCADE";
  }
  return "";
}

// Which triggers ENABLE TRIGGER and DISABLE TRIGGER mean. SQLite has no
// triggers of its own on a table, so USER and ALL mean the same ones.
enum class TriggerScope : uint8_t { kNamed, kAll, kUser };

inline std::string TriggerScopeSql(TriggerScope scope,
                                   const sql::Name& trigger) {
  switch (scope) {
    case TriggerScope::kNamed:
      break;
    case TriggerScope::kAll:
      return "ALL";
    case TriggerScope::kUser:
      return "USER";
  }
  return trigger.ToSql();
}

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_COMMON_H_
