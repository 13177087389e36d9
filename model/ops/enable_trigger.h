// ALTER TABLE t ENABLE TRIGGER {name | ALL | USER}
#ifndef ALTEREGO_MODEL_OPS_ENABLE_TRIGGER_H_
#define ALTEREGO_MODEL_OPS_ENABLE_TRIGGER_H_

#include <string>
#include <string_view>

#include "model/ops/common.h"
#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct EnableTrigger {
  TriggerScope scope = TriggerScope::kNamed;
  sql::Name trigger;  // of kNamed

  friend bool operator==(const EnableTrigger&, const EnableTrigger&) = default;
};

template <>
struct OpTraits<EnableTrigger> {
  static constexpr std::string_view kName = "enable_trigger";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ENABLE TRIGGER ALL".
std::string ActionSql(const EnableTrigger& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ENABLE_TRIGGER_H_
