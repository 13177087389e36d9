// ALTER TABLE as a value: the table, and one struct of model/ops/ per form.
//
//   AlterTable a{.table = sql::Name("t"), .op = DropColumn{sql::Name("c")}};
//   a.ToSql();                                  // ALTER TABLE t DROP COLUMN c
//
// Visit `op` with an overload set and never with a fallback: a new form must
// not compile until every layer has its part (docs/ADDING_AN_OPERATION.md).
#ifndef ALTEREGO_MODEL_ALTER_TABLE_H_
#define ALTEREGO_MODEL_ALTER_TABLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "model/ops/add_check.h"
#include "model/ops/add_column.h"
#include "model/ops/drop_column.h"
#include "model/ops/drop_constraint.h"
#include "model/ops/drop_not_null.h"
#include "model/ops/rename_column.h"
#include "model/ops/rename_table.h"
#include "model/ops/set_not_null.h"
#include "model/sql/name.h"

namespace alterego {

using AlterOp = std::variant<RenameTable, RenameColumn, AddColumn, DropColumn,
                             AddCheck, DropConstraint, SetNotNull, DropNotNull>;
inline constexpr size_t kOpCount = std::variant_size_v<AlterOp>;

struct AlterTable {
  std::optional<sql::Name> schema;
  sql::Name table;
  AlterOp op;

  std::string ToSql() const;
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

// "drop_column".
std::string_view OpName(const AlterOp& op);
// The name of the form at that place in the variant.
std::string_view OpName(size_t index);

template <class Op>
struct Tag {
  using type = Op;
};
// Calls f(Tag<Op>{}) for every form, in the order of the variant.
template <class F>
void ForEachOp(F&& f) {
  [&]<size_t... I>(std::index_sequence<I...>) {
    (f(Tag<std::variant_alternative_t<I, AlterOp>>{}), ...);
  }
  (std::make_index_sequence<kOpCount>{});
}

}  // namespace alterego

#endif  // ALTEREGO_MODEL_ALTER_TABLE_H_
