#include "generator/ops/rename_table.h"

#include <string>
#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

// A name that another table, view or index of that database has, or the
// table's own in another case.
sql::Name TakenName(Context& context, const Target& table) {
  std::vector<Identifier> taken;
  for (const auto* targets :
       {&context.tables(), &context.views(), &context.indexes()}) {
    for (const Target& target : *targets) {
      if (target.database == table.database) taken.push_back(target.name());
    }
  }
  if (taken.empty() || context.OneIn(4)) {
    std::string own = table.name().spelling();
    for (char& c : own) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    return sql::Name(Identifier(std::move(own)));
  }
  return context.Ref(context.entropy().Pick(taken));
}

// A name that is free here although something else has it: a trigger, a
// column, or a table of the other database.
std::optional<sql::Name> NameOfAnotherKind(Context& context,
                                           const Target& table) {
  std::vector<Identifier> names;
  for (const Target& trigger : context.triggers()) {
    names.push_back(trigger.name());
  }
  for (const Target& other : context.tables()) {
    if (other.database != table.database) names.push_back(other.name());
  }
  for (const Column& column : table.object->AsTable()->columns) {
    names.push_back(column.name.id);
  }
  const Identifier& name = context.entropy().Pick(names);
  if (context.IsTableViewOrIndex(table.database, name) ||
      !MayNameTable(context, name)) {
    return std::nullopt;
  }
  return context.Ref(name);
}

}  // namespace

AlterTable DrawAlter(Tag<RenameTable>, Context& context) {
  const Target* table = context.PickTable();
  const size_t database = table == nullptr ? kMain : table->database;
  RenameTable op;
  op.new_name = NewName(context, NameKind::kTable, database);
  if (table != nullptr && context.OneIn(10)) {
    if (auto name = NameOfAnotherKind(context, *table)) op.new_name = *name;
  }
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid() || table == nullptr) return alter;
  auto& rename = std::get<RenameTable>(alter.op);
  switch (context.entropy().Below(4)) {
    case 0:
    case 1:
      rename.new_name = TakenName(context, *table);
      break;
    case 2:
      rename.new_name = ReservedName(context);
      break;
    default:
      SpoilSubject(context, alter);
      break;
  }
  return alter;
}

}  // namespace alterego::generator
