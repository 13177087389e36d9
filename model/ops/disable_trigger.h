// ALTER TABLE t DISABLE TRIGGER {name | ALL | USER}
#ifndef ALTEREGO_MODEL_OPS_DISABLE_TRIGGER_H_
#define ALTEREGO_MODEL_OPS_DISABLE_TRIGGER_H_

#include <string>
#include <string_view>

#include "model/ops/common.h"
#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct DisableTrigger {
  TriggerScope scope = TriggerScope::kNamed;
  sql::Name trigger;  // of kNamed

  friend bool operator==(const DisableTrigger&,
                         const DisableTrigger&) = default;
};

template <>
struct OpTraits<DisableTrigger> {
  static constexpr std::string_view kName = "disable_trigger";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "DISABLE TRIGGER ALL".
std::string ActionSql(const DisableTrigger& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_DISABLE_TRIGGER_H_
