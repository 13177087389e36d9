#include "generator/ops/set_not_null.h"

#include <utility>
#include <vector>

#include "generator/column_gen.h"
#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

// The columns that hold no NULL, or those that do.
std::vector<const Column*> ColumnsBy(const Context& context,
                                     const Target& table, bool holding_null) {
  std::vector<const Column*> columns;
  for (const Column& column : table.object->AsTable()->columns) {
    if (HoldsNull(context, table, column) == holding_null) {
      columns.push_back(&column);
    }
  }
  return columns;
}

}  // namespace

AlterTable DrawAlter(Tag<SetNotNull>, Context& context) {
  const Target* table = context.PickTable();
  SetNotNull op;
  op.column_keyword = DrawColumnKeyword(context);
  op.column = context.Ref("a");
  if (table == nullptr) return AlterOf(context, table, std::move(op));
  const auto full = ColumnsBy(context, *table, false);
  const auto& all = table->object->AsTable()->columns;
  op.column = full.empty() || context.OneIn(10)
                  ? context.Ref(context.entropy().Pick(all).name.id)
                  : context.Ref(context.entropy().Pick(full)->name.id);
  op.conflict = DrawConflictClause(context);
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid()) return alter;
  auto& set = std::get<SetNotNull>(alter.op);
  const auto holding = ColumnsBy(context, *table, true);
  switch (context.entropy().Below(4)) {
    case 0:
      set.column = MissingName(context);
      break;
    case 1:
      set.column = context.Ref("rowid");
      break;
    case 2:
      if (!holding.empty()) {
        set.column = context.Ref(context.entropy().Pick(holding)->name.id);
      } else {
        set.column = MissingName(context);
      }
      break;
    default:
      SpoilSubject(context, alter);
      break;
  }
  return alter;
}

}  // namespace alterego::generator
