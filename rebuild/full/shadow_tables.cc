#include "rebuild/full/shadow_tables.h"

#include <string_view>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/identifier.h"
#include "model/schema.h"
#include "rebuild/full/state.h"

namespace alterego::rebuild::full {
namespace {

// Of the modules that come with SQLite: older releases cannot be asked, and
// newer ones do not know of a module that is not loaded.
bool IsKnownTail(std::string_view module, std::string_view tail) {
  constexpr struct {
    std::string_view module, tails;
  } kModules[] = {
      {"fts3", " content docsize segdir segments stat "},
      {"fts4", " content docsize segdir segments stat "},
      {"fts5", " config content data docsize idx "},
      {"rtree", " node parent rowid "},
      {"rtree_i32", " node parent rowid "},
      {"geopoly", " node parent rowid "},
  };
  for (const auto& known : kModules) {
    if (EqualsFolded(known.module, module)) {
      return known.tails.find(absl::StrCat(" ", Identifier(tail).Folded(),
                                           " ")) != std::string_view::npos;
    }
  }
  return false;
}

}  // namespace

absl::Status RequireNoShadowTable(Database& database, const Introspection& in,
                                  TablePlace place) {
  const Schema& home = in.schemas[place.schema];
  const std::string& name = home.objects[place.object].name;
  const size_t end = name.rfind('_');
  if (end == name.npos) return absl::OkStatus();
  const SchemaObject* owner = home.FindTable(name.substr(0, end));
  if (owner == nullptr || !owner->is_virtual()) return absl::OkStatus();
  const auto* create = owner->As<CreateVirtualTable>();
  bool shadow =
      create != nullptr && IsKnownTail(create->module.id.spelling(),
                                       std::string_view(name).substr(end + 1));
  if (!shadow && in.version >= SqliteVersion{3, 37, 0}) {
    ALTEREGO_ASSIGN_OR_RETURN(
        shadow,
        database.HasRow(absl::StrCat(
            "SELECT 1 FROM pragma_table_list(", Literal(name),
            ") WHERE schema=", Literal(home.name), " AND type='shadow'")));
  }
  if (!shadow) return absl::OkStatus();
  return Refuse(absl::StrCat("table ", name,
                             " may not be altered: the virtual ", "table ",
                             owner->name,
                             " keeps its content there, and its module decides "
                             "what that looks like"));
}

}  // namespace alterego::rebuild::full
