// DROP TABLE, VIEW, INDEX and TRIGGER.
// SQLite: src/build.c (sqlite3DropTable, sqlite3DropIndex), src/trigger.c.
#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "shadow/dml.h"
#include "shadow/shadow.h"
#include "shadow/virtual_tables.h"

namespace alterego::shadow {
namespace {

class Dropper {
 public:
  Dropper(const WorldPtr& world, const Drop& drop)
      : world_(world), drop_(drop) {}

  Verdict TableOrView();
  Verdict Index();
  Verdict Trigger();

 private:
  Verdict Refuse(Reason reason, std::string_view rule, std::string message) {
    return {Prediction::Refuse(reason, rule, std::move(message)), world_,
            world_};
  }
  Verdict Unknown() {
    return {Prediction::Unknown("drop.unknown"), world_, world_};
  }
  Verdict Nothing() {
    return {Prediction::Accept("drop.if_exists"), world_, world_};
  }
  Verdict ReadOnly() {
    return Refuse(Reason::kReadOnly, "drop.query_only",
                  "attempt to write a readonly database");
  }
  Verdict Accept(const World& after) {
    if (world_->dialect.query_only) return ReadOnly();
    return {Prediction::Accept("drop.accept"),
            std::make_shared<const World>(after), world_};
  }
  std::string Written() const {
    return (drop_.schema ? drop_.schema->id.spelling() + "." : "") +
           drop_.name.id.spelling();
  }
  // The first object of that kind and name: temp, main, attached.
  std::optional<Found> Find(ObjectKind kind) const;
  Verdict DropTable(const Found& found, const Object& table);

  const WorldPtr& world_;
  const Drop& drop_;
};

Database& Mutable(World& world, size_t database) {
  auto copy = std::make_shared<Database>(*world.now.databases[database]);
  Database& out = *copy;
  world.now.databases[database] = std::move(copy);
  return out;
}

void Remove(Database& database,
            const std::function<bool(const Object&)>& gone) {
  auto& objects = database.objects;
  objects.erase(
      std::remove_if(objects.begin(), objects.end(),
                     [&gone](const ObjectPtr& o) { return gone(*o); }),
      objects.end());
}

// Deletes the rows of a table whose column holds that text.
void DeleteRows(Database& database, std::string_view table, size_t column,
                const std::string& text) {
  const auto found = database.rows.find(std::string(table));
  if (found == database.rows.end()) return;
  auto copy = std::make_shared<TableRows>(*found->second);
  const Value wanted = Value::Text(text);
  copy->rows.erase(std::remove_if(copy->rows.begin(), copy->rows.end(),
                                  [&](const StoredRow& row) {
                                    return column < row.values.size() &&
                                           row.values[column] == wanted;
                                  }),
                   copy->rows.end());
  found->second = std::move(copy);
}

void ClearStatistics(Database& database, size_t column,
                     const std::string& name) {
  for (std::string_view table :
       {"sqlite_stat1", "sqlite_stat3", "sqlite_stat4"}) {
    DeleteRows(database, table, column, name);
  }
}

std::optional<Found> Dropper::Find(ObjectKind kind) const {
  const auto& all = world_->now.databases;
  for (size_t turn = 0; turn < all.size(); ++turn) {
    const size_t d = turn < 2 && all.size() > 1 ? 1 - turn : turn;
    if (drop_.schema && !(all[d]->name == drop_.schema->id)) continue;
    for (size_t i = 0; i < all[d]->objects.size(); ++i) {
      const Object& object = *all[d]->objects[i];
      if (object.kind == kind && object.name == drop_.name.id) {
        return Found{d, i};
      }
    }
  }
  return std::nullopt;
}

bool StartsWith(const Identifier& name, std::string_view prefix) {
  return name.spelling().size() >= prefix.size() &&
         EqualsFolded(
             std::string_view(name.spelling()).substr(0, prefix.size()),
             prefix);
}

bool MayNotBeDropped(const Identifier& name) {
  return StartsWith(name, "sqlite_") && !StartsWith(name, "sqlite_stat") &&
         !StartsWith(name, "sqlite_parameters");
}

Verdict Dropper::DropTable(const Found& found, const Object& table) {
  World after = *world_;
  if (table.kind == ObjectKind::kTable) {
    if (table.AsTable() == nullptr) return Unknown();  // virtual, opaque
    if (world_->dialect.query_only) return ReadOnly();
    Machine machine(*world_);
    switch (machine.DropRows(found.database, table)) {
      case Machine::Dropped::kUnknown:
        return Unknown();
      case Machine::Dropped::kRefused:
        return Refuse(machine.stop().reason, "drop.foreign_key",
                      machine.stop().message);
      case Machine::Dropped::kDone:
        after = *machine.Commit();
        break;
    }
  }
  // Triggers go with their table, TEMP ones too.
  std::set<const Object*> triggers;
  for (size_t d = 0; d < world_->now.databases.size(); ++d) {
    if (d != found.database && d != 1) continue;
    for (const ObjectPtr& object : world_->now.databases[d]->objects) {
      if (object->kind != ObjectKind::kTrigger ||
          !(object->table == table.name)) {
        continue;
      }
      if (object->AsTrigger() == nullptr) return Unknown();
      if (TriggerTableDatabase(world_->now, d, *object) != found.database) {
        continue;
      }
      triggers.insert(object.get());
    }
  }
  const bool temp_triggers =
      found.database != 1 &&
      std::any_of(triggers.begin(), triggers.end(), [this](const Object* t) {
        const auto& temp = world_->now.databases[1]->objects;
        return std::any_of(temp.begin(), temp.end(),
                           [t](const ObjectPtr& o) { return o.get() == t; });
      });
  if (temp_triggers) {
    Remove(Mutable(after, 1),
           [&](const Object& o) { return triggers.count(&o) > 0; });
  }
  Database& database = Mutable(after, found.database);
  const std::string name = table.name.spelling();
  const Identifier identifier = table.name;
  if (table.kind == ObjectKind::kTable) {
    ClearStatistics(database, 0, name);
    if (table.AsTable()->autoincrement()) {
      DeleteRows(database, "sqlite_sequence", 0, name);
    }
  }
  const Object* self = &table;
  Remove(database, [&](const Object& o) {
    return triggers.count(&o) > 0 || &o == self ||
           (o.kind == ObjectKind::kIndex && o.table == identifier);
  });
  database.rows.erase(identifier.Folded());
  return Accept(after);
}

Verdict Dropper::TableOrView() {
  const bool view = drop_.kind == ObjectKind::kView;
  const std::optional<Found> found =
      FindTableOrView(world_->now, drop_.schema, drop_.name.id);
  if (!found) {
    for (const char* master : {"sqlite_master", "sqlite_schema"}) {
      if (drop_.name.id == Identifier(master)) {
        return Refuse(Reason::kMayNotBeAltered, "drop.system",
                      "table sqlite_master may not be dropped");
      }
    }
    if (drop_.name.id == Identifier("sqlite_temp_master") ||
        drop_.name.id == Identifier("sqlite_temp_schema")) {
      return Refuse(Reason::kMayNotBeAltered, "drop.system",
                    "table sqlite_temp_master may not be dropped");
    }
    if (StartsWith(drop_.name.id, "pragma_")) return Unknown();
    if (drop_.if_exists) return Nothing();
    return view ? Refuse(Reason::kNoSuchView, "drop.no_such_view",
                         "no such view: " + Written())
                : Refuse(Reason::kNoSuchTable, "drop.no_such_table",
                         "no such table: " + Written());
  }
  const Object& object =
      *world_->now.databases[found->database]->objects[found->object];
  const std::string& name = object.name.spelling();
  if (MayNotBeDropped(object.name) ||
      (object.kind == ObjectKind::kTable &&
       ReservesShadowTable(*world_, object.name))) {
    return Refuse(Reason::kMayNotBeAltered, "drop.system",
                  "table " + name + " may not be dropped");
  }
  if (view && object.kind == ObjectKind::kTable) {
    return Refuse(Reason::kNoSuchView, "drop.use_drop_table",
                  "use DROP TABLE to delete table " + name);
  }
  if (!view && object.kind == ObjectKind::kView) {
    return Refuse(Reason::kIsView, "drop.use_drop_view",
                  "use DROP VIEW to delete view " + name);
  }
  return DropTable(*found, object);
}

Verdict Dropper::Index() {
  // The PRIMARY KEY of a WITHOUT ROWID table is an index without an object.
  const std::optional<Found> found = Find(ObjectKind::kIndex);
  if (!found) {
    for (const DatabasePtr& d : world_->now.databases) {
      if (drop_.schema && !(d->name == drop_.schema->id)) continue;
      for (const ObjectPtr& object : d->objects) {
        const CreateTable* table = object->AsTable();
        if (table == nullptr || !table->without_rowid) continue;
        for (const AutomaticIndex& a : MakeAutomaticIndexes(*table).indexes) {
          if (Identifier(a.index.name) == drop_.name.id) {
            return Refuse(Reason::kMayNotBeAltered, "drop_index.automatic",
                          "index associated with UNIQUE or PRIMARY KEY "
                          "constraint cannot be dropped");
          }
        }
      }
    }
    if (drop_.if_exists) return Nothing();
    return Refuse(Reason::kNoSuchIndex, "drop_index.no_such_index",
                  "no such index: " + Written());
  }
  const Database& before = *world_->now.databases[found->database];
  const ObjectPtr object = before.objects[found->object];
  if (object->sql.empty()) {
    return Refuse(Reason::kMayNotBeAltered, "drop_index.automatic",
                  "index associated with UNIQUE or PRIMARY KEY constraint "
                  "cannot be dropped");
  }
  World after = *world_;
  Database& database = Mutable(after, found->database);
  Remove(database, [&object](const Object& o) { return &o == object.get(); });
  ClearStatistics(database, 1, object->name.spelling());
  return Accept(after);
}

Verdict Dropper::Trigger() {
  const std::optional<Found> found = Find(ObjectKind::kTrigger);
  if (!found) {
    if (drop_.if_exists) return Nothing();
    return Refuse(Reason::kNoSuchTrigger, "drop_trigger.no_such_trigger",
                  "no such trigger: " + Written());
  }
  const ObjectPtr object =
      world_->now.databases[found->database]->objects[found->object];
  World after = *world_;
  Remove(Mutable(after, found->database),
         [&object](const Object& o) { return &o == object.get(); });
  return Accept(after);
}

}  // namespace

Verdict JudgeDrop(const WorldPtr& world, const Drop& drop) {
  Dropper dropper(world, drop);
  switch (drop.kind) {
    case ObjectKind::kTable:
    case ObjectKind::kView:
      return dropper.TableOrView();
    case ObjectKind::kIndex:
      return dropper.Index();
    case ObjectKind::kTrigger:
      return dropper.Trigger();
  }
  return {Prediction::Unknown("drop.unknown"), world, world};
}

}  // namespace alterego::shadow
