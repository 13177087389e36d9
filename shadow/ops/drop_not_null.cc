// ALTER COLUMN DROP NOT NULL: alter.c, sqlite3AlterDropConstraint.
#include "shadow/ops/constraint_edit.h"
#include "shadow/ops/constraint_text.h"

namespace alterego::shadow {
namespace {

std::optional<std::string> NoSuchColumn(const AlterContext<DropNotNull>& c) {
  return NoSuchColumnBare(c, c.op.column);
}

}  // namespace

template <>
const std::vector<Guard<DropNotNull>>& AlterRules<DropNotNull>::Guards() {
  static const auto* const guards = new std::vector<Guard<DropNotNull>>{
      {"drop_not_null.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<DropNotNull>},
      {"drop_not_null.view", "views have no constraints", Reason::kIsView,
       ConstraintOfView<DropNotNull>},
      {"drop_not_null.virtual", "virtual tables have no constraints",
       Reason::kIsVirtual, ConstraintOfVirtual<DropNotNull>},
      {"drop_not_null.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<DropNotNull>},
      {"drop_not_null.no_such_column", "the column does not exist",
       Reason::kNoSuchColumn, NoSuchColumn},
      {"drop_not_null.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, Denied<DropNotNull>},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<DropNotNull>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"drop_not_null.reload",
       "the table's new text does not load",
       {3, 52, 0},
       {99, 0, 0}},
      {"drop_not_null.accept",
       "the first NOT NULL is gone, if there was one",
       {3, 52, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<DropNotNull>::Effect(
    const AlterContext<DropNotNull>& context, const WorldPtr& world) {
  const auto column =
      static_cast<size_t>(context.create()->ColumnIndex(context.op.column.id));
  return AcceptConstraintText(context, world,
                              WithoutNotNull(context.object()->sql, column),
                              "drop_not_null.reload", "drop_not_null.accept");
}

}  // namespace alterego::shadow
