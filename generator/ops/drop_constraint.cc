#include "generator/ops/drop_constraint.h"

#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

// Every table with a constraint that has a name.
std::vector<Target> TablesWithNames(const Context& context) {
  std::vector<Target> tables;
  for (const Target& table : context.tables()) {
    if (!ConstraintNames(*table.object->AsTable()).empty()) {
      tables.push_back(table);
    }
  }
  return tables;
}

}  // namespace

AlterTable DrawAlter(Tag<DropConstraint>, Context& context) {
  const std::vector<Target> named = TablesWithNames(context);
  const Target* table =
      named.empty() ? context.PickTable() : context.PickFrom(named);
  DropConstraint op;
  op.name = NewLabel(context, "k");
  if (!named.empty()) {
    const auto names = ConstraintNames(*table->object->AsTable());
    op.name = context.Ref(context.entropy().Pick(names));
  }
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid()) return alter;
  if (context.OneIn(2)) {
    SpoilSubject(context, alter);
  } else {
    std::get<DropConstraint>(alter.op).name = MissingName(context);
  }
  return alter;
}

}  // namespace alterego::generator
