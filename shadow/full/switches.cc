// What several forms share: triggers on and off, AUTOINCREMENT, and the move of
// a table to another database.
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "model/sql/edit.h"
#include "model/sql/printer.h"
#include "shadow/alter.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {
namespace {

constexpr std::string_view kDisabled = "/* alterego: disabled=1 */";

bool IsDisabled(const Object& trigger) {
  for (const sql::Token& token : trigger.parsed->tokens) {
    if (token.kind == sql::TokenKind::kComment &&
        token.In(trigger.parsed->source) == kDisabled) {
      return true;
    }
  }
  return false;
}

// A condition that is never true, in front of the trigger's own.
std::string Disabled(const Object& object) {
  const sql::Parsed& parsed = *object.parsed;
  const CreateTrigger& trigger = *object.AsTrigger();
  std::string when = "WHEN " + std::string(kDisabled) + " 0";
  if (trigger.when) {
    when += " AND (" + std::string(parsed.TextOf(trigger.when->range)) + ")";
    const sql::TokenIndex word =
        sql::PreviousSignificant(parsed, trigger.when->range.begin);
    const sql::Token& last = parsed.tokens[trigger.when->range.end - 1];
    return parsed.source.substr(0, parsed.tokens[word].offset) + when +
           parsed.source.substr(last.offset + last.length);
  }
  const sql::TokenIndex begin =
      sql::PreviousSignificant(parsed, trigger.steps[0].range.begin);
  const size_t at = parsed.tokens[begin].offset;
  return parsed.source.substr(0, at) + when + " " + parsed.source.substr(at);
}

std::string Enabled(const Object& object) {
  const sql::Parsed& parsed = *object.parsed;
  const sql::Node& when = *object.AsTrigger()->when;
  std::string own;
  if (when.kind == sql::NodeKind::kBinary && when.children.size() == 2) {
    const sql::Node* inner = &when.children[1];
    if (inner->kind == sql::NodeKind::kParen) inner = &inner->children[0];
    own = "WHEN " + std::string(parsed.TextOf(inner->range));
  }
  const sql::TokenIndex word =
      sql::PreviousSignificant(parsed, when.range.begin);
  const sql::Token& last = parsed.tokens[when.range.end - 1];
  return parsed.source.substr(0, parsed.tokens[word].offset) + own +
         parsed.source.substr(last.offset + last.length);
}

std::vector<Found> TriggersOn(const Work& work) {
  std::vector<Found> out;
  for (const size_t d : std::set<size_t>{work.place(), 1}) {
    const auto& objects = work.world().now.databases[d]->objects;
    for (size_t o = 0; o < objects.size(); ++o) {
      if (objects[o]->AsTrigger() != nullptr &&
          objects[o]->table == work.name() &&
          TriggerTableDatabase(work.world().now, d, *objects[o]) ==
              work.place()) {
        out.push_back({d, o});
      }
    }
  }
  return out;
}

// The tables and views that a trigger of the table uses beside it.
bool UsesOthers(const Object& trigger, const Identifier& table) {
  bool others = false;
  const auto look = [&](const sql::Node& root) {
    sql::Walk(root, [&](const sql::Node& node) {
      // A database that is named does not change with the table's.
      others |= node.kind == sql::NodeKind::kTableRef && !node.names.empty() &&
                (node.names.size() > 1 || !(node.names.back().id == table));
    });
  };
  for (const sql::Node& step : trigger.AsTrigger()->steps) look(step);
  if (trigger.AsTrigger()->when) look(*trigger.AsTrigger()->when);
  return others;
}

}  // namespace

bool SwitchTriggers(Work& work, TriggerScope scope, const sql::Name& name,
                    bool disable) {
  bool any = false;
  for (const Found& found : TriggersOn(work)) {
    const Object& trigger =
        *work.world().now.databases[found.database]->objects[found.object];
    if (scope == TriggerScope::kNamed && !(trigger.name == name.id)) continue;
    any = true;
    if (IsDisabled(trigger) == disable) continue;
    const std::string sql = disable ? Disabled(trigger) : Enabled(trigger);
    if (!work.SetSql(found.database, found.object, sql)) return false;
  }
  if (any || scope != TriggerScope::kNamed) return true;
  return work.Refuse(Reason::kNoSuchTrigger, "full.no_such_trigger");
}

bool SetAutoincrement(Work& work, bool on) {
  const CreateTable table = work.table();
  Draft draft = work.draft();
  for (const NamedConstraint& c : ConstraintNames(table)) {
    const auto* key = RuleAt<PrimaryKeyRule>(table, c.ref);
    if (key == nullptr) continue;
    PrimaryKeyRule rule = *key;
    rule.autoincrement = on;
    if (c.ref.column < 0) {
      TableConstraint constraint;
      constraint.rule = rule;
      draft.At(c.ref).body = sql::Print(constraint);
    } else {
      ColumnConstraint constraint;
      constraint.rule = rule;
      draft.At(c.ref).body = sql::Print(constraint);
    }
  }
  return work.SetDraft(draft);
}

// SQLite knows no references between databases.
bool Work::IsTied() {
  std::vector<int> all;
  for (size_t i = 0; i < table().columns.size(); ++i) {
    all.push_back(static_cast<int>(i));
  }
  if (!Referrers(*this, all, true).empty()) return true;
  for (const NamedConstraint& c : ConstraintNames(table())) {
    const auto* fk = RuleAt<ForeignKeyRule>(table(), c.ref);
    if (fk != nullptr && !(fk->references.parent.id == name_)) return true;
  }
  for (const Found& found : TriggersOn(*this)) {
    const Object& trigger =
        *world().now.databases[found.database]->objects[found.object];
    if (found.database != place_ || UsesOthers(trigger, name_)) return true;
  }
  // Whatever does not compile without the table.
  World without = world();
  auto copy = std::make_shared<Database>(database());
  std::erase_if(copy->objects,
                [&](const ObjectPtr& o) { return o->table == name_; });
  without.now.databases[place_] = std::move(copy);
  bool unknown = false;
  const auto broken = NewlyBroken(world(), without, place_, &unknown);
  if (unknown) Unknown("full.move.tied");
  return !broken.empty();
}

void Work::EditSequences(size_t database,
                         const std::function<bool(const StoredRow&)>& gone,
                         std::vector<StoredRow> added) {
  Database& home = Edit(database);
  if (home.FindTableOrView(Identifier("sqlite_sequence")) == nullptr) {
    home.objects.push_back(
        Object::FromStoredSql("CREATE TABLE sqlite_sequence(name,seq)"));
  }
  TableRowsPtr& rows = home.rows["sqlite_sequence"];
  auto copy = std::make_shared<TableRows>();
  if (rows != nullptr) *copy = *rows;
  std::erase_if(copy->rows, gone);
  for (StoredRow& row : added) {
    row.rowid = copy->rows.empty() ? 1 : copy->rows.back().rowid + 1;
    copy->rows.push_back(std::move(row));
  }
  rows = std::move(copy);
}

bool Work::MoveTo(const sql::Name& schema) {
  std::optional<size_t> target;
  for (size_t d = 0; d < world().now.databases.size(); ++d) {
    if (world().now.databases[d]->name == schema.id) target = d;
  }
  if (!target) {
    return Refuse(Reason::kUnknownDatabase, "full.move.unknown_database");
  }
  move_to_.reset();
  if (*target == place_) return true;
  if (IsTied()) return Refuse(Reason::kMayNotBeAltered, "full.move.tied");
  move_to_ = *target;
  return !refusal_;
}

bool Work::HasRoom() {
  if (!move_to_) return true;
  const Database& there = *now_->now.databases[*move_to_];
  for (const ObjectPtr& object : database().objects) {
    if (!(object->table == name_)) continue;
    const bool trigger = object->kind == ObjectKind::kTrigger;
    if (trigger ? there.FindTrigger(object->name) != nullptr
                : there.FindTableOrView(object->name) != nullptr ||
                      there.FindIndex(object->name) != nullptr) {
      return Refuse(Reason::kNameTaken, "full.move.name_taken");
    }
  }
  return true;
}

// A trigger ON main.t follows it.
ObjectPtr Work::Moved(const ObjectPtr& object) const {
  const CreateTrigger* trigger = object->AsTrigger();
  if (trigger == nullptr || !trigger->table_schema) return object;
  const sql::Parsed& parsed = *object->parsed;
  const sql::Token& old = parsed.tokens[trigger->table_schema->token];
  std::string sql = parsed.source.substr(0, old.offset) +
                    now_->now.databases[*move_to_]->name.Quoted() +
                    parsed.source.substr(old.offset + old.length);
  return RebuildObject(*object, std::move(sql), object->name, object->table,
                       dialect().version)
      .object;
}

bool Work::Move() {
  if (!move_to_) return true;
  std::vector<ObjectPtr> moved;
  for (const ObjectPtr& object : database().objects) {
    if (object->table == name_) moved.push_back(Moved(object));
  }
  const std::string key = name_.Folded();
  const size_t from = place_;
  const TableRowsPtr rows = database().rows.at(key);
  Database& source = Edit(from);
  std::erase_if(source.objects,
                [&](const ObjectPtr& o) { return o->table == name_; });
  source.rows.erase(key);
  std::vector<StoredRow> sequences;
  if (const auto found = source.rows.find("sqlite_sequence");
      found != source.rows.end()) {
    auto left = std::make_shared<TableRows>(*found->second);
    std::erase_if(left->rows, [&](const StoredRow& row) {
      const bool mine = row.values[0] == Value::Text(name_.spelling());
      if (mine) sequences.push_back(row);
      return mine;
    });
    found->second = std::move(left);
  }
  place_ = *move_to_;
  Database& target = Edit(place_);
  target.objects.insert(target.objects.end(), moved.begin(), moved.end());
  target.rows[key] = rows;
  if (!table().autoincrement()) return true;
  EditSequences(
      place_, [](const StoredRow&) { return false; }, std::move(sequences));
  return true;
}

}  // namespace alterego::shadow::full
