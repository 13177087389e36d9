#include "generator/ops/drop_column.h"

#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

// The columns that nothing seems to need; any ordinary one if there is none.
std::vector<const Column*> FreeColumns(const Context& context,
                                       const Target& table) {
  const CreateTable& create = *table.object->AsTable();
  std::vector<const Column*> free, ordinary;
  for (const Column& column : create.columns) {
    if (IsKeyColumn(create, column)) continue;
    ordinary.push_back(&column);
    if (!IsMentioned(context, table, column)) free.push_back(&column);
  }
  return free.empty() ? ordinary : free;
}

// The columns that something needs: keys, and what is named elsewhere.
std::vector<const Column*> NeededColumns(const Context& context,
                                         const Target& table) {
  const CreateTable& create = *table.object->AsTable();
  std::vector<const Column*> needed;
  for (const Column& column : create.columns) {
    if (IsKeyColumn(create, column) || IsMentioned(context, table, column)) {
      needed.push_back(&column);
    }
  }
  return needed;
}

// A table with a column that can go; looked for twice, then any.
const Target* PickDroppable(Context& context) {
  for (int i = 0; i < 2; ++i) {
    const Target* table = context.PickTable();
    if (table == nullptr) return nullptr;
    if (table->object->AsTable()->columns.size() > 1 &&
        !FreeColumns(context, *table).empty()) {
      return table;
    }
  }
  return context.PickTable();
}

}  // namespace

AlterTable DrawAlter(Tag<DropColumn>, Context& context) {
  const Target* table =
      context.invalid() ? context.PickTable() : PickDroppable(context);
  DropColumn op;
  op.column_keyword = DrawColumnKeyword(context);
  if (table == nullptr) {
    op.column = context.Ref("a");
    return AlterOf(context, table, std::move(op));
  }
  const CreateTable& create = *table->object->AsTable();
  const std::vector<const Column*> free = FreeColumns(context, *table);
  op.column = free.empty() || context.OneIn(12)
                  ? context.Ref(context.entropy().Pick(create.columns).name.id)
                  : context.Ref(context.entropy().Pick(free)->name.id);
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid()) return alter;
  auto& drop = std::get<DropColumn>(alter.op);
  const size_t kind = context.entropy().Below(6);
  if (kind >= 2 && kind <= 4) {
    const auto needed = NeededColumns(context, *table);
    if (!needed.empty()) {
      drop.column = context.Ref(context.entropy().Pick(needed)->name.id);
      return alter;
    }
  }
  if (kind == 5) {
    SpoilSubject(context, alter);
  } else if (kind == 1) {
    drop.column = context.Ref("rowid");
  } else {
    drop.column = MissingName(context);
  }
  return alter;
}

}  // namespace alterego::generator
