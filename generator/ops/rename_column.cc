#include "generator/ops/rename_column.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "generator/names.h"
#include "generator/ops/subject.h"

namespace alterego::generator {
namespace {

sql::Name RowidName(Context& context) {
  constexpr std::array<const char*, 3> kNames = {"rowid", "oid", "_rowid_"};
  return context.Ref(Identifier(kNames[context.entropy().Below(3)]));
}

// The same name again, or in the other case: SQLite accepts both.
sql::Name SameName(Context& context, const Identifier& name) {
  std::string text = name.spelling();
  if (context.OneIn(2)) {
    for (char& c : text) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
  }
  return context.Ref(Identifier(std::move(text)));
}

}  // namespace

AlterTable DrawAlter(Tag<RenameColumn>, Context& context) {
  const Target* table = context.PickTable();
  RenameColumn op;
  op.column_keyword = DrawColumnKeyword(context);
  if (table == nullptr) {
    op.from = context.Ref("a");
    op.to = context.Ref("b");
    return AlterOf(context, table, std::move(op));
  }
  std::vector<Identifier> names;
  for (const Column& column : table->object->AsTable()->columns) {
    names.push_back(column.name.id);
  }
  const Identifier& from = context.entropy().Pick(names);
  op.from = context.Ref(from);
  op.to = context.OneIn(16) ? SameName(context, from)
                            : NewColumnName(context, names);
  AlterTable alter = AlterOf(context, table, std::move(op));
  if (!context.invalid()) return alter;
  auto& rename = std::get<RenameColumn>(alter.op);
  switch (context.entropy().Below(5)) {
    case 0:
      rename.from = MissingName(context);
      break;
    case 1:
      rename.to = context.Ref(context.entropy().Pick(names));
      break;
    case 2:
      rename.from = RowidName(context);
      break;
    case 3:
      rename.to = RowidName(context);
      break;
    default:
      SpoilSubject(context, alter);
      break;
  }
  return alter;
}

}  // namespace alterego::generator
