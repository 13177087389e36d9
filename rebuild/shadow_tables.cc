#include "rebuild/shadow_tables.h"

#include "absl/strings/str_cat.h"
#include "model/identifier.h"
#include "model/schema.h"

namespace alterego::rebuild {
namespace {

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

const SchemaObject* VirtualTableBefore(const Schema& schema,
                                       std::string_view name) {
  const size_t end = name.rfind('_');
  if (end == name.npos) return nullptr;
  const SchemaObject* owner =
      schema.FindTable(std::string(name.substr(0, end)));
  return owner != nullptr && owner->is_virtual() ? owner : nullptr;
}

const SchemaObject* ShadowedBy(const Schema& schema, std::string_view name) {
  const SchemaObject* owner = VirtualTableBefore(schema, name);
  if (owner == nullptr) return nullptr;
  const auto* create = owner->As<CreateVirtualTable>();
  if (create == nullptr) return nullptr;
  const std::string_view tail = name.substr(name.rfind('_') + 1);
  return IsKnownTail(create->module.id.spelling(), tail) ? owner : nullptr;
}

}  // namespace alterego::rebuild
