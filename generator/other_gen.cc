#include "generator/other_gen.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/names.h"

namespace alterego::generator {
namespace {

// The savepoints that are open, outermost first.
std::vector<Identifier> OpenSavepoints(const Context& context) {
  std::vector<Identifier> names;
  for (const shadow::Frame& frame : context.world().frames) {
    if (frame.savepoint) names.push_back(*frame.savepoint);
  }
  return names;
}

sql::Name SavepointName(Context& context) {
  const std::vector<Identifier> names = OpenSavepoints(context);
  if (names.empty() || context.invalid()) return MissingName(context);
  return context.Ref(context.entropy().Pick(names));
}

const std::vector<Target>& TargetsOf(const Context& context, Feature kind) {
  switch (kind) {
    case Feature::kDropIndex:
      return context.indexes();
    case Feature::kDropView:
      return context.views();
    case Feature::kDropTrigger:
      return context.triggers();
    default:
      return context.tables();
  }
}

std::string_view PragmaName(Feature kind) {
  switch (kind) {
    case Feature::kPragmaLegacyAlterTable:
      return "legacy_alter_table";
    case Feature::kPragmaRecursiveTriggers:
      return "recursive_triggers";
    case Feature::kPragmaIgnoreCheckConstraints:
      return "ignore_check_constraints";
    default:
      return "foreign_keys";
  }
}

bool IsOn(const Dialect& dialect, Feature kind) {
  switch (kind) {
    case Feature::kPragmaLegacyAlterTable:
      return dialect.legacy_alter_table;
    case Feature::kPragmaRecursiveTriggers:
      return dialect.recursive_triggers;
    case Feature::kPragmaIgnoreCheckConstraints:
      return dialect.ignore_check_constraints;
    default:
      return dialect.foreign_keys;
  }
}

}  // namespace

Statement DrawDrop(Context& context, Feature kind) {
  Drop drop;
  switch (kind) {
    case Feature::kDropIndex:
      drop.kind = ObjectKind::kIndex;
      break;
    case Feature::kDropView:
      drop.kind = ObjectKind::kView;
      break;
    case Feature::kDropTrigger:
      drop.kind = ObjectKind::kTrigger;
      break;
    default:
      drop.kind = ObjectKind::kTable;
      break;
  }
  drop.if_exists = context.Take(Feature::kIfNotExists);
  const Target* target = context.PickFrom(TargetsOf(context, kind));
  if (target != nullptr && !context.invalid()) {
    drop.schema = context.Prefix(*target);
    drop.name = context.Ref(target->name());
    return drop;
  }
  // Something that is not there, or an object of another kind.
  const bool tables = kind != Feature::kDropTable;
  const Target* other =
      context.PickFrom(tables ? context.tables() : context.views());
  drop.name = other == nullptr || context.OneIn(2) ? MissingName(context)
                                                   : context.Ref(other->name());
  return drop;
}

Statement DrawTransaction(Context& context, Feature kind) {
  switch (kind) {
    case Feature::kCommit:
      return Commit{};
    case Feature::kRollback:
      return Rollback{};
    case Feature::kSavepoint:
      return Savepoint{NewLabel(context, "s")};
    case Feature::kRelease:
      return Release{SavepointName(context)};
    case Feature::kRollbackTo:
      return RollbackTo{SavepointName(context)};
    default:
      break;
  }
  constexpr std::array<uint32_t, 4> kOdds = {6, 1, 2, 1};
  return Begin{static_cast<Begin::Mode>(context.entropy().Weighted(kOdds))};
}

Statement DrawPragma(Context& context, Feature kind) {
  Pragma pragma;
  pragma.name = sql::Name(Identifier(PragmaName(kind)), sql::Quote::kNone);
  // Mostly the other way round than it is.
  const bool on = IsOn(context.dialect(), kind) == context.OneIn(5);
  constexpr std::array<std::string_view, 3> kOn = {"ON", "1", "true"};
  constexpr std::array<std::string_view, 3> kOff = {"OFF", "0", "no"};
  const size_t word = context.entropy().Below(3);
  pragma.value = std::string(on ? kOn[word] : kOff[word]);
  return pragma;
}

std::string DrawSyntaxError(Context& context) {
  std::string table = "t1";
  if (const Target* target = context.PickTable()) {
    table = target->name().Quoted();
  }
  constexpr std::array<std::string_view, 12> kTails = {
      " ADD UNIQUE (a)",
      " ADD PRIMARY KEY (a)",
      " ADD FOREIGN KEY (a) REFERENCES t1(a)",
      " ADD COLUMN IF NOT EXISTS c",
      " DROP COLUMN IF EXISTS a",
      " ADD COLUMN c, ADD COLUMN d",
      " ALTER COLUMN a TYPE INT",
      " ALTER COLUMN a SET DEFAULT 1",
      " DROP COLUMN a CASCADE",
      " RENAME TO main.x",
      " RENAME",
      " ADD"};
  const size_t tail = context.entropy().Below(kTails.size());
  return "ALTER TABLE " + table + std::string(kTails[tail]);
}

}  // namespace alterego::generator
