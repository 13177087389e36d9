// The checks that sqlite3_prepare makes on INSERT, UPDATE and DELETE, in its
// order, and what is needed to carry them out.
#include <algorithm>
#include <utility>

#include "shadow/dml.h"
#include "shadow/functions.h"
#include "shadow/ops/row_check.h"
#include "shadow/query_check.h"
#include "shadow/table_info.h"
#include "shadow/virtual_tables.h"

namespace alterego::shadow {
namespace {

using sql::Conflict;
using sql::Node;
using sql::NodeKind;
using Event = CreateTrigger::Event;

// As %S prints a FROM item: its alias, or the name with the schema if written.
// Before 3.33 a trigger named the schema of its targets, unless that was temp.
std::string Printed(const Node& ref, const TriggerFrame* frame,
                    const World& world) {
  const bool named = frame != nullptr && frame->trigger != nullptr &&
                     frame->database != 1 &&
                     world.dialect.version < SqliteVersion{3, 33, 0};
  if (!ref.names2.empty() && !named) return ref.names2[0].id.spelling();
  std::string out;
  if (named) {
    out = world.now.databases[frame->database]->name.spelling();
  }
  for (const sql::Name& name : ref.names) {
    if (!out.empty()) out += '.';
    out += name.id.spelling();
  }
  return out;
}

// RETURNING of all columns or of plain ones changes nothing; anything else has
// to be resolved.
bool SimpleReturning(const Node& node) {
  const Node* returning = node.Child(NodeKind::kReturning);
  if (returning == nullptr) return true;
  for (const Node& item : returning->children) {
    const bool star = item.kind == NodeKind::kStar && item.names.empty();
    const bool column = item.kind == NodeKind::kResultColumn &&
                        item.names.empty() &&
                        item.children[0].kind == NodeKind::kColumn &&
                        item.children[0].names.size() == 1;
    if (!star && !column) return false;
  }
  return true;
}

// RETURNING from a view without a trigger was let pass once.
bool ReturnsFromView(const Node& node, const World& world) {
  const Node* ref = node.Child(NodeKind::kTableRef);
  if (node.Child(NodeKind::kReturning) == nullptr || ref == nullptr) {
    return false;
  }
  std::optional<sql::Name> schema;
  if (ref->names.size() == 2) schema = ref->names[0];
  const auto found = FindTableOrView(world.now, schema, ref->names.back().id);
  return found &&
         world.now.databases[found->database]->objects[found->object]->kind ==
             ObjectKind::kView;
}

// Whether its columns are all there.
bool ReturningKnown(const Node& node, const Entry& entry) {
  const Node* returning = node.Child(NodeKind::kReturning);
  if (returning == nullptr) return true;
  for (const Node& item : returning->children) {
    if (item.kind == NodeKind::kStar) continue;
    if (entry.info.ColumnIndex(item.children[0].names[0].id) < 0) return false;
  }
  return true;
}

Conflict Combine(Conflict outer, Conflict own) {
  return outer == Conflict::kDefault ? own : outer;
}

}  // namespace

Entry* Machine::ViewTarget(const Found& found, Event event,
                           const std::vector<const Identifier*>& set_names) {
  const Database& database = *world_.now.databases[found.database];
  const Object& view = *database.objects[found.object];
  const Resolution r =
      Resolve(world_.now, world_.dialect, found.database, view);
  if (!r.error && !r.complete) return Lose(), nullptr;
  for (size_t d = 0; d < world_.now.databases.size(); ++d) {
    if (d != found.database && d != 1) continue;
    for (const ObjectPtr& object : world_.now.databases[d]->objects) {
      if (object->kind != ObjectKind::kTrigger) continue;
      if (!(object->table == view.name)) continue;
      const CreateTrigger* trigger = object->AsTrigger();
      if (trigger == nullptr) return Lose(), nullptr;
      bool fires = trigger->event == event;
      if (fires && event == Event::kUpdate && !trigger->update_of.empty()) {
        fires = false;
        for (const sql::Name& name : trigger->update_of) {
          for (const Identifier* set : set_names) fires |= name.id == *set;
        }
      }
      if (fires && r.error) continue;
      if (fires) return Lose(), nullptr;  // INSTEAD OF
    }
  }
  const std::string may_not =
      "cannot modify " + view.name.spelling() + " because it is a view";
  if (!r.error) {
    Fail(Reason::kReadOnly, may_not);
    return nullptr;
  }
  // Which view closes the circle depends on where SQLite started.
  const bool circular = r.error->reason == Reason::kCircularView;
  Fail(r.error->reason, circular ? "" : r.error->message);
  // SQLite may still know the columns of a view from better days: since 3.31
  // only those of TEMP views.
  const bool may_know =
      found.database == 1 || world_.dialect.version < SqliteVersion{3, 31, 0};
  if (may_know && !stop_.unknown) {
    stop_.other.emplace(Reason::kReadOnly, may_not);
  }
  return nullptr;
}

Entry* Machine::Target(const Node& ref, const TriggerFrame* frame, Event event,
                       const std::vector<const Identifier*>& set_names) {
  if (ref.kind != NodeKind::kTableRef || ref.names.empty() ||
      ref.function_call || !ref.text.empty()) {
    return Lose(), nullptr;
  }
  const Identifier& name = ref.names.back().id;
  std::optional<sql::Name> schema;
  if (ref.names.size() == 2) schema = ref.names[0];
  if (frame != nullptr && frame->database != 1) {
    schema = sql::Name(world_.now.databases[frame->database]->name);
  }
  if (IsSchemaTable(name)) {
    if (world_.dialect.writable_schema) return Lose(), nullptr;
    const bool temp = name == Identifier("sqlite_temp_master") ||
                      name == Identifier("sqlite_temp_schema") ||
                      (schema && schema->id == Identifier("temp"));
    Fail(Reason::kMayNotBeAltered,
         std::string("table ") +
             (temp ? "sqlite_temp_master" : "sqlite_master") +
             " may not be modified");
    return nullptr;
  }
  const std::optional<Found> found = FindTableOrView(world_.now, schema, name);
  if (!found) {
    if (name.spelling().size() > 7 &&
        EqualsFolded(name.spelling().substr(0, 7), "pragma_")) {
      return Lose(), nullptr;
    }
    Fail(Reason::kNoSuchTable,
         "no such table: " + (schema ? schema->id.spelling() + "." : "") +
             name.spelling());
    return nullptr;
  }
  const Object& object =
      *world_.now.databases[found->database]->objects[found->object];
  if (object.kind == ObjectKind::kView) {
    return ViewTarget(*found, event, set_names);
  }
  if (IsReadOnlyShadowTable(world_, object.name)) {
    Fail(Reason::kMayNotBeAltered,
         "table " + object.name.spelling() + " may not be modified");
    return nullptr;
  }
  Entry* entry = EntryOf(found->database, object);
  if (entry == nullptr || !entry->info.valid) return Lose(), nullptr;
  return entry;
}

// A table that a query reads.
Entry* Machine::Source(const Node& ref, const TriggerFrame* frame) {
  if (ref.kind != NodeKind::kTableRef || ref.names.empty() ||
      ref.function_call || !ref.text.empty() ||
      IsSchemaTable(ref.names.back().id)) {
    return Lose(), nullptr;
  }
  std::optional<sql::Name> schema;
  if (ref.names.size() == 2) schema = ref.names[0];
  if (frame != nullptr && frame->database != 1) {
    schema = sql::Name(world_.now.databases[frame->database]->name);
  }
  const Identifier& name = ref.names.back().id;
  const std::optional<Found> found = FindTableOrView(world_.now, schema, name);
  if (!found) {
    if (name.spelling().find('_') != std::string::npos) {
      return Lose(), nullptr;  // perhaps a table-valued function
    }
    Fail(Reason::kNoSuchTable,
         "no such table: " + (schema ? schema->id.spelling() + "." : "") +
             name.spelling());
    return nullptr;
  }
  Entry* entry =
      EntryOf(found->database,
              *world_.now.databases[found->database]->objects[found->object]);
  if (entry == nullptr || !entry->info.valid) return Lose(), nullptr;
  return entry;
}

// --- INSERT ------------------------------------------------------------------

bool Machine::PlanColumns(const Node& node, const TriggerFrame* frame,
                          InsertPlan* plan) {
  const TableInfo& info = plan->entry->info;
  const size_t columns = info.table->columns.size();
  plan->sources.assign(columns, -1);
  const Node* list = node.Child(NodeKind::kColumnList);
  if (list == nullptr) {
    int next = 0;
    for (size_t i = 0; i < columns; ++i) {
      if (!info.generated[i]) plan->sources[i] = next++;
    }
    if (info.rowid_alias >= 0) {
      plan->rowid_source = plan->sources[info.rowid_alias];
    }
    return true;
  }
  for (size_t i = 0; i < list->names.size(); ++i) {
    const Identifier& name = list->names[i].id;
    const int column = info.ColumnIndex(name);
    if (column >= 0) {
      if (info.generated[column]) {
        return Fail(Reason::kGeneratedWrite,
                    "cannot INSERT into generated column \"" +
                        info.table->columns[column].name.id.spelling() + "\"");
      }
      // A column named twice takes the first value, the rowid the last.
      if (plan->sources[column] < 0) {
        plan->sources[column] = static_cast<int>(i);
      }
      if (column == info.rowid_alias) plan->rowid_source = static_cast<int>(i);
    } else if (IsRowidName(name) && info.has_rowid()) {
      plan->rowid_source = static_cast<int>(i);
    } else {
      return Fail(Reason::kNoSuchColumn,
                  "table " +
                      Printed(*node.Child(NodeKind::kTableRef), frame, world_) +
                      " has no column named " + name.spelling());
    }
  }
  return true;
}

// INSERT ... SELECT of one table, or of none.
bool Machine::PlanQuery(const Node& select, const TriggerFrame* frame,
                        InsertPlan* plan, size_t* width) {
  const Node& core = select.children[0];
  Context context;
  context.frame = frame;
  const Node* columns = core.Child(NodeKind::kResultColumns);
  if (core.distinct || columns == nullptr) return Lose();
  for (const Node& part : core.children) {
    if (part.kind != NodeKind::kResultColumns && part.kind != NodeKind::kFrom &&
        part.kind != NodeKind::kWhere) {
      return Lose();
    }
  }
  for (const Node& item : columns->children) {
    if (item.kind != NodeKind::kResultColumn || !item.names.empty()) {
      return Lose();
    }
  }
  if (const Node* from = core.Child(NodeKind::kFrom)) {
    if (from->children.size() != 1) return Lose();
    plan->source = Source(from->children[0], frame);
    if (plan->source == nullptr) return false;
    const Node& ref = from->children[0];
    if (!ref.names2.empty()) plan->source_alias = &ref.names2[0].id;
  }
  context.entry = plan->source;
  context.alias = plan->source_alias;
  plan->query = &core;
  for (const Node& item : columns->children) {
    if (!CheckExpr(item.children[0], context)) return false;
  }
  const Node* where = core.Child(NodeKind::kWhere);
  if (where != nullptr && !CheckWhere(where->children[0], context)) {
    return false;
  }
  *width = columns->children.size();
  return true;
}

bool Machine::PlanRows(const Node& node, const TriggerFrame* frame,
                       InsertPlan* plan) {
  const Node* list = node.Child(NodeKind::kColumnList);
  const TableInfo& info = plan->entry->info;
  size_t width = 0;
  Context context;
  context.frame = frame;
  if (node.Child(NodeKind::kDefaultValues) != nullptr) {
    plan->defaults = true;
    plan->rowid_source = -1;
  } else {
    const Node* select = node.Child(NodeKind::kSelect);
    if (select == nullptr || select->children.size() != 1) return Lose();
    if (select->children[0].kind == NodeKind::kSelectCore &&
        !PlanQuery(*select, frame, plan, &width)) {
      return false;
    }
  }
  if (!plan->defaults && plan->query == nullptr) {
    const Node* select = node.Child(NodeKind::kSelect);
    for (const Node& row : select->children[0].children) {
      plan->rows.push_back(&row);
    }
    // SQLite resolves the last row first.
    for (size_t i = plan->rows.size(); i-- > 0;) {
      const Node& row = *plan->rows[i];
      if (!CheckList(row.children, context)) return false;
      if (i + 1 < plan->rows.size() &&
          row.children.size() != plan->rows[i + 1]->children.size()) {
        return Fail(Reason::kWidthMismatch,
                    "all VALUES must have the same number of terms");
      }
    }
    width = plan->rows[0]->children.size();
  }
  if (list == nullptr && width > 0) {
    size_t wanted = 0;
    for (bool generated : info.generated) wanted += generated ? 0 : 1;
    if (width != wanted) {
      return Fail(Reason::kWidthMismatch,
                  "table " +
                      Printed(*node.Child(NodeKind::kTableRef), frame, world_) +
                      " has " + std::to_string(wanted) + " columns but " +
                      std::to_string(width) + " values were supplied");
    }
  }
  if (list != nullptr && width != list->names.size()) {
    return Fail(Reason::kWidthMismatch, std::to_string(width) + " values for " +
                                            std::to_string(list->names.size()) +
                                            " columns");
  }
  return true;
}

bool Machine::FindUpsertIndex(const Node& target, const InsertPlan& plan,
                              UpsertClause* clause) {
  const TableInfo& info = plan.entry->info;
  std::vector<int> columns;
  for (const Node& term : target.children) {
    if (term.kind != NodeKind::kOrderTerm) return Lose();  // partial index
    const Node& expr = WithoutParens(term.children[0]);
    if (expr.kind != NodeKind::kColumn) return Lose();
    Context context;
    context.entry = plan.entry;
    if (!CheckExpr(expr, context)) return false;
    const Hit hit = Lookup(expr, context);
    if (hit.where != Where::kRow) return Lose();
    columns.push_back(hit.column == info.rowid_alias ? -1 : hit.column);
  }
  clause->has_target = true;
  if (columns.size() == 1 && columns[0] < 0) return true;
  for (const IndexInfo& index : info.indexes) {
    if (!index.unique || index.where != nullptr || index.has_expression() ||
        index.parts.size() != columns.size()) {
      continue;
    }
    bool all = true;
    for (const KeyPart& part : index.parts) {
      bool found = false;
      for (int c : columns) {
        found |= (c < 0 ? info.rowid_alias : c) == part.column;
      }
      all &= found;
    }
    if (all) {
      clause->index = &index;
      return true;
    }
  }
  return Fail(Reason::kBadDefinition,
              "ON CONFLICT clause does not match any PRIMARY KEY or UNIQUE "
              "constraint");
}

// An update that no key can lead to is not even compiled.
bool Machine::CanConflict(const InsertPlan& plan, const UpsertClause& clause) {
  const TableInfo& info = plan.entry->info;
  if (clause.index != nullptr) return true;
  if (info.has_rowid() && plan.rowid_source >= 0) return true;
  return !clause.has_target &&
         std::any_of(info.indexes.begin(), info.indexes.end(),
                     [](const IndexInfo& index) { return index.unique; });
}

// SQLite compiles the BEFORE triggers in front of DO UPDATE, and says what is
// wrong first.
void Machine::PreferBefore(const InsertPlan& plan, const TriggerFrame* frame) {
  if (stop_.unknown) return;
  Stop own = std::exchange(stop_, Stop());
  stopped_ = false;
  if (!CheckTriggers(*plan.entry, Event::kInsert, nullptr, Times::kBefore,
                     plan.conflict, frame)) {
    return;
  }
  stop_ = std::move(own);
  stopped_ = true;
}

bool Machine::PlanUpsert(const Node& node, const TriggerFrame* frame,
                         InsertPlan* plan) {
  for (const Node& child : node.children) {
    if (child.kind != NodeKind::kUpsert) continue;
    if (!plan->upserts.empty()) return Lose();
    UpsertClause clause;
    if (const Node* target = child.Child(NodeKind::kConflictTarget)) {
      if (!FindUpsertIndex(*target, *plan, &clause)) return false;
    }
    const Node* update = child.Child(NodeKind::kDoUpdate);
    if (update != nullptr && CanConflict(*plan, clause)) {
      clause.update = true;
      Context context;
      context.entry = plan->entry;
      context.frame = frame;
      context.upsert = true;
      const Node& ref = *node.Child(NodeKind::kTableRef);
      if (!ref.names2.empty()) context.alias = &ref.names2[0].id;
      const Node* where = update->Child(NodeKind::kWhere);
      if (where != nullptr) clause.where = &where->children[0];
      if (!PlanChanges(*update, context, &clause.changes) ||
          (where != nullptr && !CheckExpr(*clause.where, context))) {
        PreferBefore(*plan, frame);
        return false;
      }
    }
    plan->upserts.push_back(std::move(clause));
  }
  return true;
}

bool Machine::PlanInsert(const Node& node, Conflict outer,
                         const TriggerFrame* frame, InsertPlan* plan) {
  const Node* ref = node.Child(NodeKind::kTableRef);
  if (ref == nullptr || node.Child(NodeKind::kWith) != nullptr ||
      !SimpleReturning(node) || ReturnsFromView(node, world_)) {
    return Lose();
  }
  plan->conflict = Combine(outer, node.conflict);
  if (plan->conflict == Conflict::kDefault &&
      EqualsFolded(node.text, "REPLACE")) {
    plan->conflict = Conflict::kReplace;
  }
  plan->entry = Target(*ref, frame, Event::kInsert, {});
  if (plan->entry == nullptr) return false;
  if (!ReturningKnown(node, *plan->entry)) return Lose();
  plan->returning = node.Child(NodeKind::kReturning) != nullptr;
  if (plan->entry->info.autoincrement && Sequence(*plan->entry) == nullptr) {
    return Lose();
  }
  return PlanColumns(node, frame, plan) && PlanRows(node, frame, plan) &&
         PlanUpsert(node, frame, plan);
}

// ON CONFLICT takes the place of the word of a key (null: of the rowid), and of
// the statement's own.
bool Machine::Catches(const std::vector<UpsertClause>& upserts,
                      const IndexInfo* index) {
  return std::any_of(upserts.begin(), upserts.end(),
                     [index](const UpsertClause& clause) {
                       return !clause.has_target || clause.index == index;
                     });
}

// Whether a conflict of some kind could end in REPLACE.
bool Machine::Replaces(const Entry& entry, Conflict conflict,
                       const Changes* changes, bool rowid, bool all,
                       const std::vector<UpsertClause>& upserts) const {
  const auto replaces = [conflict](Conflict own) {
    return (conflict == Conflict::kDefault ? own : conflict) ==
           Conflict::kReplace;
  };
  if (entry.info.has_rowid() && rowid && replaces(entry.info.rowid_conflict) &&
      !Catches(upserts, nullptr)) {
    return true;
  }
  for (const IndexInfo& index : entry.info.indexes) {
    const bool written =
        changes == nullptr || IsWritten(entry.info, index, *changes, all);
    // The key of a WITHOUT ROWID table that stays cannot be there already.
    const bool same_key = changes != nullptr && !entry.info.has_rowid() &&
                          index.primary_key && !changes->key;
    if (written && !same_key && index.unique && replaces(index.conflict) &&
        !Catches(upserts, &index)) {
      return true;
    }
  }
  return false;
}

void Machine::NoteIndex(const IndexInfo& index) {
  if (index.where != nullptr) NoteFunctions(*index.where);
  for (const KeyPart& part : index.parts) {
    if (part.expr != nullptr) NoteFunctions(*part.expr);
  }
}

// An UPDATE that changes nothing a CHECK names has no code for it
// (sqlite3ExprReferencesUpdatedColumn).
bool Machine::CheckConcerns(const TableInfo& info, const CheckInfo& check,
                            const Changes* changes) {
  if (changes == nullptr) return true;
  bool concerned = false;
  sql::Walk(*check.expr, [&](const Node& node) {
    if (node.kind != NodeKind::kColumn || node.names.empty()) return;
    const Identifier& name = node.names.back().id;
    const int column = info.ColumnIndex(name);
    const bool rowid =
        column < 0 ? IsRowidName(name) : column == info.rowid_alias;
    concerned |= rowid ? changes->key : column >= 0 && changes->changed[column];
  });
  return concerned;
}

// Sets may_abort_ where the code of a write could halt with ABORT.
void Machine::NoteAbort(Entry& entry, Conflict conflict, const Changes* changes,
                        bool rowid, const std::vector<UpsertClause>& upserts) {
  const auto aborts = [conflict](Conflict own) {
    const Conflict c = conflict == Conflict::kDefault ? own : conflict;
    return c == Conflict::kDefault || c == Conflict::kAbort;
  };
  const TableInfo& info = entry.info;
  bool abort = rowid && info.has_rowid() && aborts(info.rowid_conflict) &&
               !Catches(upserts, nullptr);
  for (size_t i = 0; i < info.not_null.size(); ++i) {
    if (!info.not_null[i] || static_cast<int>(i) == info.rowid_alias) continue;
    if (changes != nullptr && !changes->changed[i] && !info.generated[i]) {
      continue;
    }
    const bool replace =
        (conflict == Conflict::kDefault ? *info.not_null[i] : conflict) ==
        Conflict::kReplace;
    // Behind a REPLACE each is looked at once more, and then aborts. Before,
    // that was so without a default only.
    const bool again = world_.dialect.version >= SqliteVersion{3, 32, 0} ||
                       info.table->columns[i].Find<DefaultRule>() == nullptr;
    abort |= aborts(*info.not_null[i]) || (replace && again);
  }
  for (const CheckInfo& check : info.checks) {
    if (world_.dialect.ignore_check_constraints) break;
    if (!CheckConcerns(info, check, changes)) continue;
    abort |= aborts(Conflict::kDefault) || conflict == Conflict::kReplace;
    NoteFunctions(*check.expr);
  }
  const bool all = changes != nullptr && RewritesRow(entry, *changes);
  for (const IndexInfo& index : info.indexes) {
    if (changes != nullptr && !IsWritten(info, index, *changes, all)) continue;
    NoteIndex(index);
    // The key of a WITHOUT ROWID table that stays is not looked up.
    const bool same_key = changes != nullptr && !info.has_rowid() &&
                          index.primary_key && !changes->key;
    abort |= index.unique && !same_key && aborts(index.conflict) &&
             !Catches(upserts, &index);
  }
  if (world_.dialect.foreign_keys) {
    for (const ForeignKeyInfo& key : info.foreign_keys) {
      abort |= !key.deferred() &&
               (changes == nullptr || ChildChanges(entry, key, *changes));
    }
    abort |= changes != nullptr && ParentAborts(entry, changes);
  }
  if (abort) may_abort_ = true;
  for (size_t i = 0; i < info.table->columns.size(); ++i) {
    const Column& column = info.table->columns[i];
    if (const GeneratedRule* as = column.generated()) NoteFunctions(as->expr);
    // A default takes the place of NULL where conflicts REPLACE.
    const bool replaces =
        info.not_null[i] &&
        (conflict == Conflict::kDefault ? *info.not_null[i] : conflict) ==
            Conflict::kReplace;
    const auto* value = column.Find<DefaultRule>();
    if (value != nullptr && replaces) NoteFunctions(value->expr);
  }
}

namespace {

// Whether a default that is a row stands where conflicts REPLACE a NULL: that
// compiles for no write of the column.
bool ReplacesByRow(const TableInfo& info, Conflict conflict,
                   const Changes* changes) {
  for (size_t i = 0; i < info.not_null.size(); ++i) {
    if (!info.not_null[i] || static_cast<int>(i) == info.rowid_alias) continue;
    if (changes != nullptr && !changes->changed[i]) continue;
    const Conflict own =
        conflict == Conflict::kDefault ? *info.not_null[i] : conflict;
    const auto* value = info.table->columns[i].Find<DefaultRule>();
    if (own == Conflict::kReplace && value != nullptr &&
        WithoutParens(value->expr).kind == NodeKind::kList) {
      return true;
    }
  }
  return false;
}

}  // namespace

// The defaults of the columns that are left out. One that is the rowid gets a
// rowid instead.
void Machine::NoteDefaults(const InsertPlan& plan) {
  const TableInfo& info = plan.entry->info;
  const std::vector<Column>& columns = info.table->columns;
  for (size_t i = 0; i < columns.size(); ++i) {
    if (static_cast<int>(i) == info.rowid_alias) continue;
    const auto* value = columns[i].Find<DefaultRule>();
    const bool given = !plan.defaults && plan.sources[i] >= 0;
    if (value != nullptr && !given) NoteFunctions(value->expr);
  }
}

// Keys are looked at once more behind what a REPLACE set off, and then abort.
void Machine::NoteRecheck(Entry& entry) {
  if (!ChecksKeysAgain(world_.dialect.version)) return;
  const bool fires = world_.dialect.recursive_triggers &&
                     AnyTrigger(entry, Event::kDelete, nullptr);
  if (fires || HasForeignKeys(entry)) may_abort_ = true;
}

// A CHECK may call a function that does not exist, if ALTER let it in, or take
// a row for a value: the statement does not compile then.
bool Machine::ChecksCompile(const Entry& entry, const Changes* changes) {
  if (world_.dialect.ignore_check_constraints) return true;
  for (const CheckInfo& check : entry.info.checks) {
    const Node* unknown = nullptr;
    bool concerned = changes == nullptr;
    sql::Walk(*check.expr, [&](const Node& node) {
      if (node.kind == NodeKind::kColumn && !concerned) {
        const int column = entry.info.ColumnIndex(node.names.back().id);
        concerned = column < 0 || changes->changed[column];
      }
      if (node.kind == NodeKind::kFunction && unknown == nullptr &&
          !IsFunction(node.names[0].id.spelling())) {
        unknown = &node;
      }
    });
    if (!concerned) continue;
    const RowUse rows = UseOfRows(*check.expr);
    if (unknown == nullptr && rows == RowUse::kFine) continue;
    if (rows == RowUse::kUnclear) return Lose();
    if (unknown == nullptr) {
      return FailOver(Reason::kBadDefinition, "row value misused");
    }
    const std::string& name = unknown->names[0].id.spelling();
    if (IsOptionalFunction(name)) return Lose();
    return FailOver(Reason::kNoSuchFunction,
                    "unknown function: " + name + "()");
  }
  return true;
}

// Whether a rowid is written that may turn out to be no integer: all but NULL
// as such. SQLite did not prepare for that before 3.54.
bool GivesRowid(const InsertPlan& plan) {
  if (plan.rowid_source < 0) return false;
  if (plan.query != nullptr || plan.rows.size() != 1) return true;
  const auto place = static_cast<size_t>(plan.rowid_source);
  const Node& value = WithoutParens(plan.rows[0]->children[place]);
  return value.kind != NodeKind::kLiteral || !EqualsFolded(value.text, "NULL");
}

bool Machine::CheckInsert(const InsertPlan& plan, const TriggerFrame* frame) {
  Entry& entry = *plan.entry;
  const bool given = plan.rowid_source >= 0;
  if (world_.dialect.version >= SqliteVersion{3, 54, 0} &&
      (GivesRowid(plan) ||
       (given && HasBefore(entry, Event::kInsert, nullptr)))) {
    may_abort_ = true;
  }
  NoteAbort(entry, plan.conflict, nullptr, given, plan.upserts);
  NoteDefaults(plan);
  bool fine = CheckTriggers(entry, Event::kInsert, nullptr, Times::kBefore,
                            plan.conflict, frame);
  if (stop_.unknown) return false;
  const bool replace =
      Replaces(entry, plan.conflict, nullptr, given, true, plan.upserts);
  if (replace) NoteRecheck(entry);
  if (replace && world_.dialect.recursive_triggers && fine) {
    fine = CheckTriggers(entry, Event::kDelete, nullptr, Times::kBoth,
                         Conflict::kReplace, frame);
  }
  if (replace && HasForeignKeys(entry)) {
    fine &= CheckForeignKeys(entry, /*old_row=*/true, nullptr, true, frame);
    fine &= CheckActions(entry, nullptr, frame);
  }
  bool updates = false;  // in more than one step
  for (const UpsertClause& upsert : plan.upserts) {
    if (!upsert.update) continue;
    updates |= ForeignKeysConcern(entry, upsert.changes) ||
               AnyTrigger(entry, Event::kUpdate, &upsert.changes);
    if (fine) {
      fine = CheckUpdate(entry, upsert.changes, Conflict::kAbort, frame);
    }
  }
  if (stop_.unknown) return false;
  const bool multi = plan.rows.size() > 1 || plan.query != nullptr ||
                     frame != nullptr || replace || updates || plan.returning ||
                     AnyTrigger(entry, Event::kInsert, nullptr);
  if (frame == nullptr) single_insert_ = !multi;
  if (ReplacesByRow(entry.info, plan.conflict, nullptr)) {
    fine = FailOver(Reason::kBadDefinition, "row value misused");
  }
  fine &= ChecksCompile(entry, nullptr);
  fine &= CheckForeignKeys(entry, /*old_row=*/false, nullptr, multi, frame);
  return fine && CheckTriggers(entry, Event::kInsert, nullptr, Times::kAfter,
                               plan.conflict, frame);
}

// --- UPDATE ------------------------------------------------------------------

bool NullIsDecided(const Node& expr, const TableInfo& info,
                   SqliteVersion version) {
  if (!IsNullTest(expr) || !DecidesNullEarly(version)) return false;
  const Node* column = NullDecider(expr.children[0]);
  if (column == nullptr || column->names.empty()) return false;
  const int c = info.ColumnIndex(column->names.back().id);
  return c >= 0 && (info.not_null[c] || c == info.rowid_alias);
}

namespace {

// Whether `expr` needs one of these columns. IS NULL of a NOT NULL column may
// be a constant, which needs none.
bool Reads(const Node& expr, const TableInfo& info,
           const std::vector<bool>& columns, SqliteVersion version) {
  if (expr.kind == NodeKind::kColumn) {
    if (expr.names.empty()) return false;
    const int c = info.ColumnIndex(expr.names.back().id);
    return c >= 0 && columns[c];
  }
  if (NullIsDecided(expr, info, version)) return false;
  return std::any_of(
      expr.children.begin(), expr.children.end(),
      [&](const Node& child) { return Reads(child, info, columns, version); });
}

}  // namespace

void Machine::MarkChanged(const Entry& entry, Changes* changes) {
  const TableInfo& info = entry.info;
  changes->changed.assign(info.generated.size(), false);
  for (const Change& change : changes->list) {
    if (change.column < 0 || change.column == info.rowid_alias) {
      changes->rowid = changes->key = true;
    }
    if (change.column < 0) continue;
    changes->changed[change.column] = true;
    if (info.has_rowid()) continue;
    for (int key : info.primary_key) changes->key |= key == change.column;
  }
  bool progress = info.has_generated;
  while (progress) {
    progress = false;
    for (size_t i = 0; i < info.generated.size(); ++i) {
      if (!info.generated[i] || changes->changed[i]) continue;
      if (Reads(info.table->columns[i].generated()->expr, info,
                changes->changed, world_.dialect.version)) {
        changes->changed[i] = progress = true;
      }
    }
  }
}

bool Machine::PlanChanges(const Node& node, const Context& context,
                          Changes* changes) {
  const TableInfo& info = context.entry->info;
  for (const Node& set : node.children) {
    if (set.kind != NodeKind::kSet) continue;
    if (set.row || set.names.size() != 1) return Lose();
    if (!CheckExpr(set.children[0], context)) return false;
    Change change;
    change.name = set.names[0].id;
    change.expr = &set.children[0];
    change.column = info.ColumnIndex(change.name);
    if (change.column >= 0 && info.generated[change.column]) {
      return Fail(Reason::kGeneratedWrite,
                  "cannot UPDATE generated column \"" +
                      info.table->columns[change.column].name.id.spelling() +
                      "\"");
    }
    if (change.column < 0 && !(IsRowidName(change.name) && info.has_rowid())) {
      return Fail(Reason::kNoSuchColumn,
                  "no such column: " + change.name.spelling());
    }
    changes->list.push_back(std::move(change));
  }
  MarkChanged(*context.entry, changes);
  return true;
}

bool Machine::PlanUpdate(const Node& node, Conflict outer,
                         const TriggerFrame* frame, WritePlan* plan) {
  const Node* ref = node.Child(NodeKind::kTableRef);
  if (ref == nullptr || node.Child(NodeKind::kWith) != nullptr ||
      node.Child(NodeKind::kFrom) != nullptr ||
      node.Child(NodeKind::kOrderBy) != nullptr ||
      node.Child(NodeKind::kLimit) != nullptr || !SimpleReturning(node) ||
      ReturnsFromView(node, world_)) {
    return Lose();
  }
  std::vector<const Identifier*> names;
  for (const Node& set : node.children) {
    if (set.kind != NodeKind::kSet) continue;
    for (const sql::Name& name : set.names) names.push_back(&name.id);
  }
  plan->conflict = Combine(outer, node.conflict);
  plan->entry = Target(*ref, frame, Event::kUpdate, names);
  if (plan->entry == nullptr) return false;
  if (!ReturningKnown(node, *plan->entry)) return Lose();
  Context context;
  context.entry = plan->entry;
  context.frame = frame;
  if (!ref->names2.empty()) plan->alias = &ref->names2[0].id;
  context.alias = plan->alias;
  if (!PlanChanges(node, context, &plan->changes)) return false;
  if (const Node* where = node.Child(NodeKind::kWhere)) {
    plan->where = &where->children[0];
    if (!CheckWhere(*plan->where, context)) return false;
  }
  return true;
}

bool Machine::CheckUpdate(Entry& entry, const Changes& changes,
                          Conflict conflict, const TriggerFrame* frame) {
  NoteAbort(entry, conflict, &changes, changes.key, {});
  if (changes.rowid && world_.dialect.version >= SqliteVersion{3, 54, 0}) {
    may_abort_ = true;
  }
  // The columns of OLD are asked for before the triggers are compiled: what is
  // wrong there outlives an error of theirs, but none that comes later.
  const bool keys = ForeignKeysConcern(entry, changes);
  bool fine = !keys || CheckOldRow(entry);
  fine = fine && CheckTriggers(entry, Event::kUpdate, &changes, Times::kBoth,
                               conflict, frame);
  if (stop_.unknown) return false;
  if (ReplacesByRow(entry.info, conflict, &changes)) {
    fine = FailOver(Reason::kBadDefinition, "row value misused");
  }
  fine &= ChecksCompile(entry, &changes);
  const bool replace = Replaces(entry, conflict, &changes, changes.key,
                                RewritesRow(entry, changes), {});
  if (replace) NoteRecheck(entry);
  if (replace && world_.dialect.recursive_triggers && fine) {
    fine = CheckTriggers(entry, Event::kDelete, nullptr, Times::kBoth,
                         Conflict::kReplace, frame);
    if (stop_.unknown) return false;
  }
  if (replace && HasForeignKeys(entry)) {
    fine &= CheckForeignKeys(entry, /*old_row=*/true, nullptr, true, frame);
    fine &= CheckActions(entry, nullptr, frame);
  }
  if (!keys) return fine;
  fine &= CheckForeignKeys(entry, /*old_row=*/false, &changes, /*multi=*/true,
                           frame);
  return CheckActions(entry, &changes, frame) && fine;
}

// --- DELETE ------------------------------------------------------------------

bool Machine::PlanDelete(const Node& node, const TriggerFrame* frame,
                         WritePlan* plan) {
  const Node* ref = node.Child(NodeKind::kTableRef);
  if (ref == nullptr || node.Child(NodeKind::kWith) != nullptr ||
      node.Child(NodeKind::kOrderBy) != nullptr ||
      node.Child(NodeKind::kLimit) != nullptr || !SimpleReturning(node) ||
      ReturnsFromView(node, world_)) {
    return Lose();
  }
  plan->entry = Target(*ref, frame, Event::kDelete, {});
  if (plan->entry == nullptr) return false;
  if (!ReturningKnown(node, *plan->entry)) return Lose();
  if (!ref->names2.empty()) plan->alias = &ref->names2[0].id;
  if (const Node* where = node.Child(NodeKind::kWhere)) {
    Context context;
    context.entry = plan->entry;
    context.alias = plan->alias;
    context.frame = frame;
    plan->where = &where->children[0];
    if (!CheckWhere(*plan->where, context)) return false;
  }
  return true;
}

bool Machine::CheckDelete(Entry& entry, Conflict conflict,
                          const TriggerFrame* frame) {
  if (world_.dialect.foreign_keys && ParentAborts(entry, nullptr)) {
    may_abort_ = true;
  }
  for (const IndexInfo& index : entry.info.indexes) NoteIndex(index);
  bool fine = CheckTriggers(entry, Event::kDelete, nullptr, Times::kBoth,
                            conflict, frame);
  if (stop_.unknown) return false;
  fine &=
      CheckForeignKeys(entry, /*old_row=*/true, nullptr, /*multi=*/true, frame);
  return CheckActions(entry, nullptr, frame) && fine;
}

bool Machine::CheckSelect(const Node& node, const TriggerFrame* frame) {
  bool simple = node.children.size() == 1 &&
                node.children[0].kind == NodeKind::kSelectCore;
  bool raises = false;
  sql::Walk(node, [&](const Node& n) {
    raises |= n.kind == NodeKind::kRaise;
    simple &= n.kind != NodeKind::kFrom && n.kind != NodeKind::kStar &&
              n.kind != NodeKind::kGroupBy && n.kind != NodeKind::kWindows &&
              !IsAggregate(n);
  });
  if (!simple) {
    // Nobody sees its rows: all that counts is whether it compiles.
    NoteFunctions(node);
    NoteViews(node);
    if (raises || frame == nullptr || frame->trigger == nullptr) return Lose();
    const TableInfo& table = frame->table->info;
    QueryPlace place;
    place.database = frame->database;
    place.table_database = world_.now.databases[table.database]->name;
    place.table = table.object->name;
    place.event = frame->event;
    const QueryCheck check =
        CheckQuery(world_.now, world_.dialect, node, &place);
    if (check.unknown) return Lose();
    if (check.error) return Fail(check.error->reason, check.error->message);
    return true;
  }
  Context context;
  context.frame = frame;
  for (const Node& part : node.children[0].children) {
    if (part.kind == NodeKind::kResultColumns) {
      for (const Node& item : part.children) {
        if (!CheckExpr(item.children[0], context)) return false;
      }
    } else if (part.kind == NodeKind::kWhere) {
      if (!CheckExpr(part.children[0], context)) return false;
    } else {
      return Lose();
    }
  }
  return true;
}

bool Machine::Check(const Node& statement, Conflict outer,
                    const TriggerFrame* frame) {
  switch (statement.kind) {
    case NodeKind::kInsert: {
      InsertPlan plan;
      return PlanInsert(statement, outer, frame, &plan) &&
             CheckInsert(plan, frame);
    }
    case NodeKind::kUpdate: {
      WritePlan plan;
      return PlanUpdate(statement, outer, frame, &plan) &&
             CheckUpdate(*plan.entry, plan.changes, plan.conflict, frame);
    }
    case NodeKind::kDelete: {
      WritePlan plan;
      return PlanDelete(statement, frame, &plan) &&
             CheckDelete(*plan.entry, Conflict::kDefault, frame);
    }
    case NodeKind::kSelect:
      return CheckSelect(statement, frame);
    default:
      return Lose();
  }
}

}  // namespace alterego::shadow
