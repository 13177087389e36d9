#include "generator/trigger_gen.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "generator/dml_gen.h"
#include "generator/expr_gen.h"
#include "generator/names.h"
#include "generator/query_gen.h"

namespace alterego::generator {
namespace {

using sql::Name;
using sql::Node;
using sql::NodeKind;
using Event = CreateTrigger::Event;
using Time = CreateTrigger::Time;

constexpr size_t kStepsMax = 3;

// new.a and old.a, as far as the event has them.
Scope RowScopeOf(const Columns& columns, Event event) {
  Scope scope;
  const Name names[] = {Name(Identifier("new"), sql::Quote::kNone),
                        Name(Identifier("old"), sql::Quote::kNone)};
  for (const Name& name : names) {
    const bool is_new = &name == &names[0];
    if (is_new && event == Event::kDelete) continue;
    if (!is_new && event == Event::kInsert) continue;
    for (ScopeColumn& column : QualifiedScope(columns, name)) {
      if (!column.name.empty()) scope.push_back(std::move(column));
    }
  }
  return scope;
}

// The table that a step writes to: mostly another one than the trigger's.
const Target& PickGoal(Context& context, const Target& subject,
                       size_t database) {
  std::vector<const Target*> others;
  for (const Target& target : context.tables()) {
    const bool visible = database == kTemp || target.database == database;
    if (visible && target.object != subject.object) others.push_back(&target);
  }
  const bool is_view = subject.object->AsView() != nullptr;
  if (others.empty()) return subject;
  if (!is_view && !context.Take(Feature::kTriggerOtherTable)) return subject;
  return *context.entropy().Pick(others);
}

// SELECT in a body: RAISE, or a query whose answer nobody sees.
Node DrawBodySelect(Context& context, const DmlFrame& frame, size_t database) {
  if (context.OneIn(2)) {
    QueryFrame query;
    query.database = database;
    query.depth = 0;
    query.outer = frame.outer;
    return DrawSelect(context, query);
  }
  Node raise;
  raise.kind = NodeKind::kRaise;
  constexpr std::array<const char*, 4> kWhats = {"ABORT", "IGNORE", "FAIL",
                                                 "ROLLBACK"};
  constexpr std::array<uint32_t, 4> kOdds = {5, 4, 2, 1};
  raise.text = kWhats[context.entropy().Weighted(kOdds)];
  if (raise.text != "IGNORE") {
    raise.children.push_back(sql::Literal("'raised'"));
  }
  // Mostly behind a condition: a trigger that always refuses ends the fun.
  Node when;
  when.kind = NodeKind::kWhen;
  when.children.push_back(DrawExpr(context, frame.outer, 1));
  when.children.push_back(std::move(raise));
  Node choice;
  choice.kind = NodeKind::kCase;
  choice.children.push_back(std::move(when));
  Node result;
  result.kind = NodeKind::kResultColumn;
  result.children.push_back(std::move(choice));
  Node results;
  results.kind = NodeKind::kResultColumns;
  results.children.push_back(std::move(result));
  Node core;
  core.kind = NodeKind::kSelectCore;
  core.children.push_back(std::move(results));
  Node select;
  select.kind = NodeKind::kSelect;
  select.children.push_back(std::move(core));
  return select;
}

Node DrawStep(Context& context, const Target& subject, const DmlFrame& frame,
              size_t database) {
  const Feature kind =
      context.PickOneOf({Feature::kTriggerInsert, Feature::kTriggerUpdate,
                         Feature::kTriggerDelete, Feature::kTriggerSelect,
                         Feature::kTriggerUpsert});
  if (kind == Feature::kTriggerSelect) {
    return DrawBodySelect(context, frame, database);
  }
  const Target& goal = PickGoal(context, subject, database);
  Node step;
  switch (kind) {
    case Feature::kTriggerUpdate:
      step = UpdateOf(context, goal, frame);
      break;
    case Feature::kTriggerDelete:
      step = DeleteFrom(context, goal, frame);
      break;
    case Feature::kTriggerUpsert:
      step = context.AtLeast(24) ? UpsertInto(context, goal, frame)
                                 : InsertInto(context, goal, frame);
      break;
    default:
      step = InsertInto(context, goal, frame);
      break;
  }
  if (context.Take(Feature::kBrokenReference)) {
    step.Child(NodeKind::kTableRef)->names = {MissingName(context)};
  }
  return step;
}

Time DrawTime(Context& context, bool of_view) {
  if (of_view) return Time::kInsteadOf;
  switch (
      context.PickOneOf({Feature::kTriggerAfter, Feature::kTriggerBefore})) {
    case Feature::kTriggerBefore:
      return context.OneIn(4) ? Time::kUnset : Time::kBefore;
    default:
      return Time::kAfter;
  }
}

void AddUpdateOf(Context& context, const Columns& columns,
                 CreateTrigger& trigger) {
  const size_t first = context.entropy().Below(columns.size());
  size_t count = 0;
  do {
    trigger.update_of.push_back(
        context.Ref(columns[(first + count) % columns.size()].name));
    ++count;
  } while (count < columns.size() && context.OneIn(3));
}

void OnMissingTable(Context& context, CreateTrigger& trigger) {
  trigger.table = MissingName(context);
}
void OnTheWrongKind(Context& context, CreateTrigger& trigger) {
  // BEFORE and AFTER need a table, INSTEAD OF a view.
  const bool instead = trigger.time == Time::kInsteadOf;
  const Target* target = instead ? context.PickTable() : context.PickView();
  if (target == nullptr) return OnMissingTable(context, trigger);
  trigger.table = context.Ref(target->name());
}
void TakenName(Context& context, CreateTrigger& trigger) {
  const Target* other = context.PickFrom(context.triggers());
  if (other == nullptr) return OnMissingTable(context, trigger);
  trigger.if_not_exists = false;
  trigger.name = context.Ref(other->name());
}
void Reserved(Context& context, CreateTrigger& trigger) {
  trigger.name = ReservedName(context);
}

using Spoiler = void (*)(Context&, CreateTrigger&);
constexpr std::array<Spoiler, 4> kSpoilers = {OnMissingTable, OnTheWrongKind,
                                              TakenName, Reserved};

const Target* PickSubject(Context& context) {
  if (context.tables().empty()) return context.PickView();
  if (context.views().empty()) return context.PickTable();
  if (!context.Take(Feature::kTriggerInsteadOf)) return context.PickTable();
  return context.PickView();
}

}  // namespace

CreateTrigger DrawCreateTrigger(Context& context) {
  CreateTrigger trigger;
  const Target* subject = PickSubject(context);
  if (subject == nullptr) {
    trigger.name = NewName(context, NameKind::kTrigger, kMain);
    OnMissingTable(context, trigger);
    trigger.steps.push_back(DrawBodySelect(context, {}, kMain));
    return trigger;
  }
  trigger.temp = context.Take(Feature::kTempTrigger);
  const size_t database = trigger.temp ? kTemp : subject->database;
  trigger.if_not_exists = context.Take(Feature::kIfNotExists);
  trigger.name = NewName(context, NameKind::kTrigger, database);
  trigger.time = DrawTime(context, subject->object->AsView() != nullptr);
  const Columns columns = context.ColumnsOf(*subject);
  trigger.event = static_cast<Event>((context.entropy().Below(3) + 1) % 3);
  if (trigger.event == Event::kUpdate && !columns.empty() &&
      context.Take(Feature::kTriggerUpdateOf)) {
    AddUpdateOf(context, columns, trigger);
  }
  if (trigger.temp) {
    trigger.table_schema = context.Prefix(*subject);
  } else {
    trigger.schema = context.Prefix(*subject);
  }
  trigger.table = context.Ref(subject->name());
  trigger.for_each_row = context.Take(Feature::kTriggerForEachRow);
  DmlFrame frame;
  frame.in_trigger = true;
  frame.outer = RowScopeOf(columns, trigger.event);
  if (context.Take(Feature::kTriggerWhen)) {
    trigger.when = DrawCondition(context, frame.outer);
  }
  do {
    trigger.steps.push_back(DrawStep(context, *subject, frame, database));
  } while (trigger.steps.size() < kStepsMax &&
           context.Take(Feature::kTriggerSeveral));
  if (context.invalid()) {
    kSpoilers[context.entropy().Below(kSpoilers.size())](context, trigger);
  }
  return trigger;
}

bool TakesMoreTriggers(const Context& context) {
  constexpr size_t kTriggersMax = 4;
  const std::vector<Target>& triggers = context.triggers();
  if (triggers.size() >= kTriggersMax) return false;
  if (context.Weight(Feature::kUpdateFromCascade) > 0) return true;
  return std::none_of(triggers.begin(), triggers.end(), [](const Target& one) {
    const std::vector<Node>& steps = one.object->AsTrigger()->steps;
    return std::any_of(steps.begin(), steps.end(), [](const Node& step) {
      return step.kind == NodeKind::kUpdate &&
             step.Child(NodeKind::kFrom) != nullptr;
    });
  });
}

}  // namespace alterego::generator
