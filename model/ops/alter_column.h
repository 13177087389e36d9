// ALTER TABLE t ALTER [COLUMN] column TO definition
//
// A new name, a new definition, or both: `definition.name` is the name
// afterwards, and what the definition does not say, the column no longer has.
#ifndef ALTEREGO_MODEL_OPS_ALTER_COLUMN_H_
#define ALTEREGO_MODEL_OPS_ALTER_COLUMN_H_

#include <string>
#include <string_view>

#include "model/ops/op_traits.h"
#include "model/schema.h"

namespace alterego {

struct AlterColumn {
  sql::Name column;
  Column definition;

  friend bool operator==(const AlterColumn&, const AlterColumn&) = default;
};

template <>
struct OpTraits<AlterColumn> {
  static constexpr std::string_view kName = "alter_column";
  static constexpr SqliteVersion kSince{3, 31, 0};
  static constexpr bool kNative = false;
};

// The action as SQL, without ALTER TABLE t:
// "ALTER COLUMN a TO b INT NOT NULL".
std::string ActionSql(const AlterColumn& op);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_OPS_ALTER_COLUMN_H_
