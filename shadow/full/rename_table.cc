// RENAME TO new: as SQLite does it, but for TEMP triggers on a table of another
// database that has the old name too. SQLite takes these for the table's own:
// those that say which database keep it, the others stand in the way.
#include <memory>
#include <utility>

#include "shadow/alter.h"
#include "shadow/full/work.h"

namespace alterego::shadow::full {

template <>
const std::vector<RuleInfo>& Rules<RenameTable>::All() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"full.rename_table.hidden_trigger",
       "a TEMP trigger of the table that this one hides would become its own",
       {3, 31, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

bool KeepOthers(Work& work, const World& before, const Identifier& was) {
  auto world = std::make_shared<World>(work.world());
  auto database = std::make_shared<Database>(work.database());
  for (size_t i = 0; i < database->objects.size(); ++i) {
    const Object& object = *database->objects[i];
    const Object& old = *before.now.databases[work.place()]->objects[i];
    const CreateTrigger* trigger = object.AsTrigger();
    const bool follows =
        trigger != nullptr && old.table == was && !(object.table == was);
    if (!follows ||
        TriggerTableDatabase(before.now, work.place(), old) == work.place()) {
      continue;
    }
    if (!(trigger->table.id == was)) {
      return work.Refuse(Reason::kMayNotBeAltered,
                         "full.rename_table.hidden_trigger");
    }
    RebuiltObject rebuilt = RebuildObject(object, object.sql, object.name,
                                          old.table, work.dialect().version);
    if (rebuilt.object != nullptr) {
      database->objects[i] = std::move(rebuilt.object);
    }
  }
  world->now.databases[work.place()] = std::move(database);
  work.SetWorld(std::move(world), work.name());
  return true;
}

}  // namespace

bool Apply(Work& work, const RenameTable& op) {
  const WorldPtr before = work.shared_world();
  const Identifier was = work.name();
  if (!Native(work, op)) return false;
  return KeepOthers(work, *before, was);
}

}  // namespace alterego::shadow::full
