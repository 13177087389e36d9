// ALTER TABLE t ALTER [COLUMN] column SET STATISTICS n
#ifndef ALTEREGO_MODEL_OPS_SET_STATISTICS_H_
#define ALTEREGO_MODEL_OPS_SET_STATISTICS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/sql/name.h"

namespace alterego {

struct SetStatistics {
  sql::Name column;
  int32_t target = -1;  // 0 to 10,000; -1 takes the annotation off

  friend bool operator==(const SetStatistics&, const SetStatistics&) = default;
};

template <>
struct OpTraits<SetStatistics> {
  static constexpr std::string_view kName = "set_statistics";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN c SET STATISTICS 100".
std::string ActionSql(const SetStatistics& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_SET_STATISTICS_H_
