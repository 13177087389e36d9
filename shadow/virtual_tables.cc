#include "shadow/virtual_tables.h"

#include <algorithm>
#include <string>

namespace alterego::shadow {

std::optional<std::vector<std::string_view>> ShadowTableSuffixes(
    const Identifier& module) {
  if (module == Identifier("fts5")) {
    return {{"data", "idx", "content", "docsize", "config"}};
  }
  if (module == Identifier("fts4") || module == Identifier("fts3")) {
    return {{"content", "segments", "segdir", "docsize", "stat"}};
  }
  if (module == Identifier("rtree") || module == Identifier("rtree_i32") ||
      module == Identifier("geopoly")) {
    return {{"rowid", "node", "parent"}};
  }
  if (module == Identifier("dbstat")) return {std::vector<std::string_view>()};
  return std::nullopt;
}

bool IsShadowTableName(const Snapshot& now, const Identifier& name) {
  const std::string& spelling = name.spelling();
  const size_t at = spelling.rfind('_');
  if (at == spelling.npos) return false;
  const std::optional<Found> found =
      FindTableOrView(now, std::nullopt, Identifier(spelling.substr(0, at)));
  if (!found) return false;
  const CreateVirtualTable* table =
      now.databases[found->database]->objects[found->object]->AsVirtualTable();
  if (table == nullptr) return false;
  const auto suffixes = ShadowTableSuffixes(table->module.id);
  const std::string_view tail = std::string_view(spelling).substr(at + 1);
  return suffixes && std::any_of(suffixes->begin(), suffixes->end(),
                                 [tail](std::string_view suffix) {
                                   return EqualsFolded(tail, suffix);
                                 });
}

bool IsReadOnlyShadowTable(const World& world, const Identifier& name) {
  return world.dialect.defensive && IsShadowTableName(world.now, name);
}

bool ReservesShadowTable(const World& world, const Identifier& name) {
  return world.dialect.version >= SqliteVersion{3, 31, 0} &&
         IsReadOnlyShadowTable(world, name);
}

}  // namespace alterego::shadow
