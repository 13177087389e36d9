#include "rebuild/full/shadow_tables.h"

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "rebuild/full/state.h"
#include "rebuild/shadow_tables.h"

namespace alterego::rebuild::full {

absl::Status RequireNoShadowTable(Database& database, const Introspection& in,
                                  TablePlace place) {
  const Schema& home = in.schemas[place.schema];
  const std::string& name = home.objects[place.object].name;
  const SchemaObject* owner = VirtualTableBefore(home, name);
  if (owner == nullptr) return absl::OkStatus();
  bool shadow = ShadowedBy(home, name) != nullptr;
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
