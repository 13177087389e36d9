// DROP CONSTRAINT: alter.c, sqlite3AlterDropConstraint.
#include "shadow/ops/constraint_edit.h"
#include "shadow/ops/constraint_text.h"

namespace alterego::shadow {

template <>
const std::vector<Guard<DropConstraint>>& AlterRules<DropConstraint>::Guards() {
  static const auto* const guards = new std::vector<Guard<DropConstraint>>{
      {"drop_constraint.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<DropConstraint>},
      {"drop_constraint.view", "views have no constraints", Reason::kIsView,
       ConstraintOfView<DropConstraint>},
      {"drop_constraint.virtual", "virtual tables have no constraints",
       Reason::kIsVirtual, ConstraintOfVirtual<DropConstraint>},
      {"drop_constraint.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<DropConstraint>},
      {"drop_constraint.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, NotAuthorized<DropConstraint>},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<DropConstraint>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"drop_constraint.no_such_constraint",
       "nothing has that name",
       {3, 52, 0},
       {99, 0, 0}},
      {"drop_constraint.may_not_drop",
       "PRIMARY KEY and UNIQUE stay, foreign keys too before 3.54",
       {3, 52, 0},
       {99, 0, 0}},
      {"drop_constraint.reload",
       "the table's new text does not load",
       {3, 52, 0},
       {99, 0, 0}},
      {"drop_constraint.accept",
       "the first constraint of that name is gone",
       {3, 52, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<DropConstraint>::Effect(
    const AlterContext<DropConstraint>& context, const WorldPtr& world) {
  const Identifier& name = context.op.name.id;
  // The first releases with it did not take the quotes off the name.
  if (world->dialect.version < SqliteVersion{3, 53, 3} &&
      context.op.name.quote != sql::Quote::kNone) {
    return AlterRefuse(
        world, Reason::kNoSuchConstraint, "drop_constraint.no_such_constraint",
        "no such constraint: " +
            std::string(context.parsed.TextOf(context.op.name.token)));
  }
  const bool foreign_keys = world->dialect.version >= SqliteVersion{3, 54, 0};
  DropText text = WithoutConstraint(context.object()->sql, name, foreign_keys);
  switch (text.found) {
    case DropText::Found::kMissing:
      return AlterRefuse(world, Reason::kNoSuchConstraint,
                         "drop_constraint.no_such_constraint",
                         "no such constraint: " + name.spelling());
    case DropText::Found::kMayNotDrop:
      return AlterRefuse(world, Reason::kConstraintMayNotDrop,
                         "drop_constraint.may_not_drop",
                         "constraint may not be dropped: " + name.spelling());
    case DropText::Found::kDropped:
      break;
  }
  return AcceptConstraintText(context, world, std::move(text.sql),
                              "drop_constraint.reload",
                              "drop_constraint.accept");
}

}  // namespace alterego::shadow
