#include "generator/ops/drop_not_null.h"

#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

struct Place {
  Target table;
  const Column* column;
};

// Every column that is NOT NULL.
std::vector<Place> NotNullColumns(const Context& context) {
  std::vector<Place> places;
  for (const Target& table : context.tables()) {
    for (const Column& column : table.object->AsTable()->columns) {
      if (column.not_null()) places.push_back({table, &column});
    }
  }
  return places;
}

}  // namespace

AlterTable DrawAlter(Tag<DropNotNull>, Context& context) {
  DropNotNull op;
  op.column_keyword = DrawColumnKeyword(context);
  op.column = context.Ref("a");
  const std::vector<Place> places = NotNullColumns(context);
  AlterTable alter;
  if (!places.empty() && !context.OneIn(5)) {
    const Place& place = context.entropy().Pick(places);
    op.column = context.Ref(place.column->name.id);
    alter = AlterOf(context, &place.table, std::move(op));
  } else {
    const Target* table = context.PickTable();
    if (table != nullptr) {
      const auto& columns = table->object->AsTable()->columns;
      op.column = context.Ref(context.entropy().Pick(columns).name.id);
    }
    alter = AlterOf(context, table, std::move(op));
  }
  if (!context.invalid()) return alter;
  auto& drop = std::get<DropNotNull>(alter.op);
  switch (context.entropy().Below(3)) {
    case 0:
      drop.column = MissingName(context);
      break;
    case 1:
      drop.column = context.Ref("rowid");
      break;
    default:
      SpoilSubject(context, alter);
      break;
  }
  return alter;
}

}  // namespace alterego::generator
