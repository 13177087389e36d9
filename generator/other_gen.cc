#include "generator/other_gen.h"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/query_gen.h"
#include "generator/values.h"
#include "shadow/schema_update.h"

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
  if (names.empty() || context.invalid()) {
    // Often one that is no longer open.
    return context.OneIn(2) ? NewLabel(context, "s") : MissingName(context);
  }
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
    case Feature::kPragmaWritableSchema:
      return "writable_schema";
    case Feature::kPragmaQueryOnly:
      return "query_only";
    case Feature::kPragmaEncoding:
      return "encoding";
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
    case Feature::kPragmaWritableSchema:
      return dialect.writable_schema;
    case Feature::kPragmaQueryOnly:
      return dialect.query_only;
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
  if (kind == Feature::kPragmaEncoding) {
    constexpr std::array<std::string_view, 3> kNames = {
        "'UTF-16le'", "'UTF-16be'", "'UTF-8'"};
    pragma.value = std::string(kNames[context.entropy().Below(3)]);
    return pragma;
  }
  // Mostly the other way round than it is.
  const bool on = IsOn(context.dialect(), kind) == context.OneIn(5);
  constexpr std::array<std::string_view, 3> kOn = {"ON", "1", "true"};
  constexpr std::array<std::string_view, 3> kOff = {"OFF", "0", "no"};
  const size_t word = context.entropy().Below(3);
  pragma.value = std::string(on ? kOn[word] : kOff[word]);
  return pragma;
}

// UPDATE sqlite_master SET sql = 'CREATE ...' WHERE name = 'v': a view or a
// trigger that cannot be resolved any more.
Statement DrawWriteSchema(Context& context) {
  const bool view = context.triggers().empty() ||
                    (!context.views().empty() && context.OneIn(2));
  const Target* target =
      context.PickFrom(view ? context.views() : context.triggers());
  const Identifier name =
      target == nullptr ? MissingName(context).id : target->name();
  const std::string missing = MissingName(context).ToSql();
  const std::string body = "SELECT " + missing + " FROM " +
                           (context.OneIn(2) || context.tables().empty()
                                ? missing
                                : context.PickTable()->name().Quoted());
  std::string text = "CREATE VIEW " + name.Quoted() + " AS " + body;
  if (target != nullptr && target->object->AsTrigger() != nullptr) {
    const CreateTrigger& trigger = *target->object->AsTrigger();
    const bool instead = trigger.time == CreateTrigger::Time::kInsteadOf;
    text = "CREATE TRIGGER " + name.Quoted() +
           (instead ? " INSTEAD OF" : " AFTER") + " DELETE ON " +
           trigger.table.id.Quoted() + " BEGIN " + body + "; END";
  }
  const bool temp = target != nullptr && target->database == kTemp;
  sql::Node table;
  table.kind = sql::NodeKind::kTableRef;
  table.names.emplace_back(
      Identifier(temp ? "sqlite_temp_master" : "sqlite_master"));
  sql::Node set;
  set.kind = sql::NodeKind::kSet;
  set.names.emplace_back(Identifier("sql"));
  set.children.push_back(LiteralOf(Value::Text(text)));
  sql::Node where;
  where.kind = sql::NodeKind::kWhere;
  const auto is = [](const char* column, const std::string& text) {
    return sql::Binary(sql::Op::kEq,
                       sql::ColumnRef(sql::Name(Identifier(column))),
                       LiteralOf(Value::Text(text)));
  };
  // A table may have the name of a trigger.
  where.children.push_back(sql::Binary(sql::Op::kAnd,
                                       is("name", name.spelling()),
                                       is("type", view ? "view" : "trigger")));
  sql::Node update;
  update.kind = sql::NodeKind::kUpdate;
  update.children = {std::move(table), std::move(set), std::move(where)};
  return Update{std::move(update)};
}

Statement DrawCreateTableAs(Context& context) {
  CreateTable table;
  table.temp = context.Take(Feature::kTempTable);
  const size_t database = table.temp ? kTemp : kMain;
  table.name = NewName(context, NameKind::kTable, database);
  QueryFrame frame;
  frame.database = database;
  table.as_select = DrawSelect(context, frame);
  return table;
}

Statement DrawCreateVirtualTable(Context& context) {
  CreateVirtualTable table;
  table.name = NewName(context, NameKind::kVirtualTable, kMain);
  table.has_arguments = true;
  const bool fts = context.OneIn(2);
  table.module = sql::Name(Identifier(fts ? "fts5" : "rtree"));
  table.arguments = fts ? "a, b" : "a, b, c";
  return table;
}

Statement DrawAnalyze(Context& context) {
  Analyze analyze;
  if (context.OneIn(2)) return analyze;
  const Target* target = context.PickTable();
  analyze.name = target == nullptr || context.invalid()
                     ? MissingName(context)
                     : context.Ref(target->name());
  return analyze;
}

Statement DrawAttach(Context& context) {
  const bool open = context.world().now.databases.size() > 2;
  return OtherStatement{open && !context.OneIn(4) ? "DETACH aux"
                                                  : "ATTACH ':memory:' AS aux"};
}

SetSwitch DrawSwitch(Context& context) {
  // Mostly the other way round than it is; the defaults are simpler.
  const Dialect& dialect = context.dialect();
  SetSwitch set;
  set.which = kSwitches[context.entropy().Below(kSwitches.size())];
  const bool is_on = IsOn(dialect, set.which);
  // A connection that may alter nothing teaches little.
  const bool denied = set.which == Switch::kDenyAlterTable ||
                      set.which == Switch::kIgnoreAlterTable;
  set.on = denied ? !is_on && context.OneIn(3) : is_on == context.OneIn(5);
  return set;
}

bool SchemaIsStale(const Context& context) {
  return context.dialect().writable_schema && IsStale(context.world());
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
