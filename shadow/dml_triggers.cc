// Which triggers fire, and what they do. SQLite: src/trigger.c.
#include <algorithm>

#include "model/limits.h"
#include "shadow/dml.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using sql::Node;
using sql::NodeKind;
using Event = CreateTrigger::Event;

bool IsBefore(const CreateTrigger& trigger) {
  return trigger.time != CreateTrigger::Time::kAfter;
}

}  // namespace

// TEMP triggers on a table of another database come first, the oldest of them
// before the others; then the table's own, the newest first.
void Machine::LoadTriggers(Entry& entry) {
  if (entry.triggers_known) return;
  entry.triggers_known = true;
  const TableInfo& info = entry.info;
  const auto on_table = [&](const Object& object) {
    if (object.kind != ObjectKind::kTrigger) return false;
    return object.table == info.object->name;
  };
  const std::vector<DatabasePtr>& databases = world_.now.databases;
  // SQLite lists those of temp as its hash of triggers has them: in their order
  // until there are so many, the one that RETURNING is too, that it gets
  // buckets (hash.c, sqlite3HashInsert), which stay when triggers go.
  const size_t ordered =
      world_.dialect.version < SqliteVersion{3, 41, 0} ? 8 : 2;
  size_t of_temp = 0;
  if (info.database != 1 && databases.size() > 1) {
    for (const ObjectPtr& object : databases[1]->objects) {
      of_temp += object->kind == ObjectKind::kTrigger;
      if (!on_table(*object)) continue;
      if (object->AsTrigger() == nullptr) {
        Unknown();
        return;
      }
      if (TriggerTableDatabase(world_.now, 1, *object) == info.database) {
        entry.triggers.push_back({object.get(), 1});
      }
    }
    if (of_temp > ordered && entry.triggers.size() > 1) {
      Unknown();
      return;
    }
  }
  const auto& own = databases[info.database]->objects;
  for (size_t i = own.size(); i-- > 0;) {
    if (!on_table(*own[i])) continue;
    if (own[i]->AsTrigger() == nullptr) {
      Unknown();
      return;
    }
    // A TEMP trigger may belong to a table of main with the same name.
    if (TriggerTableDatabase(world_.now, info.database, *own[i]) !=
        info.database) {
      continue;
    }
    entry.triggers.push_back({own[i].get(), info.database});
  }
}

bool Machine::Fires(const Object& object, Event event,
                    const Changes* changes) const {
  const CreateTrigger& trigger = *object.AsTrigger();
  if (trigger.event != event) return false;
  if (trigger.update_of.empty() || changes == nullptr) return true;
  for (const Change& change : changes->list) {
    for (const sql::Name& name : trigger.update_of) {
      if (name.id == change.name) return true;
    }
  }
  return false;
}

bool Machine::AnyTrigger(Entry& entry, Event event, const Changes* changes) {
  LoadTriggers(entry);
  return std::any_of(
      entry.triggers.begin(), entry.triggers.end(),
      [&](const auto& t) { return Fires(*t.first, event, changes); });
}

bool Machine::HasBefore(Entry& entry, Event event, const Changes* changes) {
  LoadTriggers(entry);
  return std::any_of(entry.triggers.begin(), entry.triggers.end(),
                     [&](const auto& t) {
                       return Fires(*t.first, event, changes) &&
                              IsBefore(*t.first->AsTrigger());
                     });
}

// SQLite loads only those unchanged columns into NEW that the trigger names, so
// generated columns of NEW are computed from NULLs (sqlite3TriggerColmask). A
// trigger whose program is still being compiled may name any, it thinks then
// (codeRowTrigger sets the masks at the end).
void Machine::BlankUnused(Entry& entry, const Changes& changes,
                          Conflict conflict, const TriggerFrame* frame,
                          RowImage* row) {
  std::vector<bool> used(row->values.size(), false);
  const std::vector<Program>* open = nullptr;
  if (frame != nullptr && frame->trigger != nullptr) {
    const auto found =
        checked_programs_.find({frame->trigger, frame->conflict});
    if (found != checked_programs_.end()) open = &found->second;
  }
  const auto note = [&](const Node& root) {
    sql::Walk(root, [&](const Node& node) {
      if (node.kind != NodeKind::kColumn || node.names.size() != 2) return;
      if (!(node.names[0].id == Identifier("new"))) return;
      const int column = entry.info.ColumnIndex(node.names[1].id);
      if (column >= 0) used[column] = true;
    });
  };
  for (const auto& [object, database] : entry.triggers) {
    const CreateTrigger& trigger = *object->AsTrigger();
    if (!Fires(*object, Event::kUpdate, &changes) || !IsBefore(trigger)) {
      continue;
    }
    if (open != nullptr &&
        std::find(open->begin(), open->end(), Program{object, conflict}) !=
            open->end()) {
      return;
    }
    if (trigger.when) note(*trigger.when);
    for (const Node& step : trigger.steps) note(step);
  }
  for (size_t i = 0; i < used.size() && i < 32; ++i) {
    const bool alias = static_cast<int>(i) == entry.info.rowid_alias;
    if (used[i] || alias || changes.changed[i] || entry.info.generated[i]) {
      continue;
    }
    row->values[i] = Value::Null();
  }
}

bool Machine::CheckProgram(const CreateTrigger& trigger, Conflict conflict,
                           const TriggerFrame& frame) {
  if (trigger.when) {
    Context context;
    context.frame = &frame;
    if (!CheckExpr(*trigger.when, context)) return false;
  }
  for (const Node& step : trigger.steps) {
    sql::Walk(step, [this](const Node& node) {
      if (node.kind == NodeKind::kRaise && EqualsFolded(node.text, "ABORT")) {
        may_abort_ = true;
      }
    });
    if (!Check(step, conflict, &frame)) return false;
  }
  return true;
}

bool Machine::CheckTriggers(Entry& entry, Event event, const Changes* changes,
                            Times times, Conflict conflict,
                            const TriggerFrame* frame) {
  LoadTriggers(entry);
  if (stopped_) return false;
  for (const auto& [object, database] : entry.triggers) {
    if (!Fires(*object, event, changes)) continue;
    const CreateTrigger& trigger = *object->AsTrigger();
    if (times != Times::kBoth &&
        IsBefore(trigger) != (times == Times::kBefore)) {
      continue;
    }
    const Program program{object, conflict};
    if (checked_programs_.count(program) > 0) continue;
    std::vector<Program>& open = checked_programs_[program];
    open.push_back(program);
    for (const TriggerFrame* f = frame; f != nullptr; f = f->parent) {
      if (f->trigger != nullptr) open.push_back({f->trigger, f->conflict});
    }
    TriggerFrame inner;
    inner.trigger = object;
    inner.database = database;
    inner.table = &entry;
    inner.event = event;
    inner.parent = frame;
    inner.conflict = conflict;
    if (!CheckProgram(trigger, conflict, inner)) return false;
  }
  return true;
}

Flow Machine::RunTriggers(Entry& entry, Event event, const Changes* changes,
                          bool before, Conflict conflict,
                          const RowImage* old_row, const RowImage* new_row,
                          const TriggerFrame* frame) {
  LoadTriggers(entry);
  if (stopped_) return Flow::kHalt;
  for (const auto& [object, database] : entry.triggers) {
    if (!Fires(*object, event, changes)) continue;
    const CreateTrigger& trigger = *object->AsTrigger();
    if (IsBefore(trigger) != before) continue;
    if (!world_.dialect.recursive_triggers) {
      bool running = false;
      for (const TriggerFrame* f = frame; f != nullptr; f = f->parent) {
        running |= f->trigger == object;
      }
      if (running) continue;
    }
    TriggerFrame inner;
    inner.trigger = object;
    inner.database = database;
    inner.table = &entry;
    inner.event = event;
    inner.old_row = old_row;
    inner.new_row = new_row;
    inner.parent = frame;
    inner.conflict = conflict;
    inner.depth = frame == nullptr ? 1 : frame->depth + 1;
    if (inner.depth > kTriggerDepthMax) {
      const bool old = world_.dialect.version < SqliteVersion{3, 54, 0};
      return Refuse(Conflict::kAbort, Reason::kTriggerRecursion,
                    old ? "too many levels of trigger recursion"
                        : "triggers nested too deep");
    }
    const Flow flow = RunProgram(trigger, conflict, inner);
    if (flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow Machine::RunProgram(const CreateTrigger& trigger, Conflict conflict,
                         const TriggerFrame& frame) {
  if (!Spend(1)) return Flow::kHalt;
  if (trigger.when) {
    Context context;
    context.frame = &frame;
    std::optional<bool> yes;
    if (!Test(*trigger.when, context, &yes)) return Flow::kHalt;
    if (yes != true) return Flow::kNext;
  }
  for (const Node& step : trigger.steps) {
    const Flow flow = Execute(step, conflict, &frame);
    if (flow != Flow::kNext) return flow;
  }
  return Flow::kNext;
}

Flow Machine::RunSelect(const Node& node, const TriggerFrame& frame) {
  Context context;
  context.frame = &frame;
  const Node& core = node.children[0];
  if (!SpendOnQuery(node)) return Flow::kHalt;
  if (MayOverflow(node)) return Unknown();
  // A query with a FROM was checked and has no effect.
  if (node.children.size() != 1 || core.kind != NodeKind::kSelectCore ||
      core.Child(NodeKind::kFrom) != nullptr) {
    return Flow::kNext;
  }
  if (const Node* where = core.Child(NodeKind::kWhere)) {
    std::optional<bool> yes;
    if (!Test(where->children[0], context, &yes)) return Flow::kHalt;
    if (yes != true) return Flow::kNext;
  }
  const Node* columns = core.Child(NodeKind::kResultColumns);
  if (columns == nullptr) return Unknown();
  for (const Node& item : columns->children) {
    if (item.kind != NodeKind::kResultColumn) continue;
    const EvalResult result = Eval(item.children[0], context);
    if (result.ok()) continue;
    bool raises = false;
    sql::Walk(item, [&raises](const Node& n) {
      raises |= n.kind == NodeKind::kRaise;
    });
    // A value that nobody sees may be anything, as long as it is no error.
    if (result.status == EvalResult::Status::kUnknown && !raises) continue;
    return Raise(result);
  }
  return Flow::kNext;
}

}  // namespace alterego::shadow
