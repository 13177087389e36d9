// ALTER TABLE as a value: the table, and one struct of model/ops/ per form.
//
//   AlterTable a{.table = sql::Name("t"), .op = DropColumn{sql::Name("c")}};
//   a.ToSql();                                  // ALTER TABLE t DROP COLUMN c
//
// Visit `op` with an overload set and never with a fallback: a new form must
// not compile until every layer has its part (docs/ADDING_AN_OPERATION.md).
//
// What SQLite can say is an AlterTable, in both modes. What only the full
// dialect can say (docs/dialect.md) is an AlterTableFull:
//
//   AlterTableFull f = Widened(a);
//   f.actions.push_back(DropDefault{sql::Name("d")});
//   f.ToSql();           // ALTER TABLE t DROP COLUMN c, ALTER COLUMN d DROP ..
#ifndef ALTEREGO_MODEL_ALTER_TABLE_H_
#define ALTEREGO_MODEL_ALTER_TABLE_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/ops/add_check.h"
#include "model/ops/add_column.h"
#include "model/ops/add_foreign_key.h"
#include "model/ops/add_identity.h"
#include "model/ops/add_primary_key.h"
#include "model/ops/add_unique.h"
#include "model/ops/alter_column.h"
#include "model/ops/alter_constraint.h"
#include "model/ops/disable_trigger.h"
#include "model/ops/drop_column.h"
#include "model/ops/drop_constraint.h"
#include "model/ops/drop_default.h"
#include "model/ops/drop_expression.h"
#include "model/ops/drop_identity.h"
#include "model/ops/drop_not_null.h"
#include "model/ops/enable_trigger.h"
#include "model/ops/owner_to.h"
#include "model/ops/rename_column.h"
#include "model/ops/rename_constraint.h"
#include "model/ops/rename_table.h"
#include "model/ops/set_default.h"
#include "model/ops/set_expression.h"
#include "model/ops/set_not_null.h"
#include "model/ops/set_not_strict.h"
#include "model/ops/set_schema.h"
#include "model/ops/set_statistics.h"
#include "model/ops/set_strict.h"
#include "model/ops/set_tablespace.h"
#include "model/ops/set_type.h"
#include "model/ops/set_with_rowid.h"
#include "model/ops/set_without_rowid.h"
#include "model/ops/validate_constraint.h"
#include "model/sql/name.h"

namespace alterego {

// SQLite's own forms.
using AlterOp = std::variant<RenameTable, RenameColumn, AddColumn, DropColumn,
                             AddCheck, DropConstraint, SetNotNull, DropNotNull>;
inline constexpr size_t kOpCount = std::variant_size_v<AlterOp>;

// Every form of the dialect; SQLite's own ones first, in the order of AlterOp.
using AlterAction = std::variant<
    RenameTable, RenameColumn, AddColumn, DropColumn, AddCheck, DropConstraint,
    SetNotNull, DropNotNull, RenameConstraint, AlterColumn, SetType, SetDefault,
    DropDefault, SetExpression, DropExpression, SetStatistics, AddForeignKey,
    AddUnique, AddPrimaryKey, ValidateConstraint, AlterConstraint, SetSchema,
    SetTablespace, OwnerTo, EnableTrigger, DisableTrigger, SetStrict,
    SetNotStrict, SetWithoutRowid, SetWithRowid, AddIdentity, DropIdentity>;
inline constexpr size_t kActionCount = std::variant_size_v<AlterAction>;

// One of SQLite's own statements. REQUIRES: IsNative(op).
struct AlterTable {
  std::optional<sql::Name> schema;
  sql::Name table;
  AlterOp op;

  std::string ToSql() const;
  friend bool operator==(const AlterTable&, const AlterTable&) = default;
};

// ALTER TABLE [IF EXISTS] [schema.]table action [, action]... One unit: all or
// nothing, from left to right.
struct AlterTableFull {
  bool if_exists = false;
  std::optional<sql::Name> schema;
  sql::Name table;
  std::vector<AlterAction> actions;  // at least one

  std::string ToSql() const;
  friend bool operator==(const AlterTableFull&,
                         const AlterTableFull&) = default;
};

// The same statement, as the full dialect holds it.
AlterTableFull Widened(const AlterTable& alter);
// The same statement in SQLite's words, or nullopt if SQLite has none for it.
std::optional<AlterTable> Narrowed(const AlterTableFull& alter);

// True if SQLite's syntax can say this action. A form of SQLite's own may hold
// more: DROP COLUMN c CASCADE.
bool IsNative(const AlterAction& action);
AlterAction Widened(const AlterOp& op);

// "drop_column".
std::string_view OpName(const AlterOp& op);
std::string_view ActionName(const AlterAction& action);
// The name of the form at that place in the variant.
std::string_view OpName(size_t index);
std::string_view ActionName(size_t index);

template <class Op>
struct Tag {
  using type = Op;
};
// Calls f(Tag<Op>{}) for every form of the variant, in its order.
template <class Variant, class F>
void ForEachFormOf(F&& f) {
  [&]<size_t... I>(std::index_sequence<I...>) {
    (f(Tag<std::variant_alternative_t<I, Variant>>{}), ...);
  }
  (std::make_index_sequence<std::variant_size_v<Variant>>{});
}
// Of AlterOp.
template <class F>
void ForEachOp(F&& f) {
  ForEachFormOf<AlterOp>(f);
}
// Of AlterAction.
template <class F>
void ForEachAction(F&& f) {
  ForEachFormOf<AlterAction>(f);
}

}  // namespace alterego

#endif  // ALTEREGO_MODEL_ALTER_TABLE_H_
