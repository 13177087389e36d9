#include "generator/ops/subject.h"

#include <utility>

#include "generator/names.h"
#include "model/sql/lexer.h"

namespace alterego::generator {
namespace {

using sql::Token;
using sql::TokenKind;

bool Names(const sql::Parsed& parsed, const Token& token,
           const Identifier& name) {
  const std::string_view text = token.In(parsed.source);
  switch (token.kind) {
    case TokenKind::kIdentifier:
    case TokenKind::kKeyword:
      return EqualsFolded(text, name.spelling());
    case TokenKind::kQuoted:
      return Identifier(sql::Dequote(text)) == name;
    default:
      return false;
  }
}

bool MentionsOutside(const sql::Parsed& parsed, const Identifier& name,
                     sql::TokenRange range) {
  for (sql::TokenIndex i = 0; i < parsed.tokens.size(); ++i) {
    if (range.Contains(i)) continue;
    if (Names(parsed, parsed.tokens[i], name)) return true;
  }
  return false;
}

bool BelongsTo(const shadow::Object& object, const Identifier& table) {
  if (object.kind == ObjectKind::kIndex) return object.table == table;
  return MentionsOutside(*object.parsed, table, {});
}

}  // namespace

AlterTable AlterOf(Context& context, const Target* target, AlterOp op) {
  AlterTable alter;
  if (target == nullptr) {
    alter.table = MissingName(context);
  } else {
    alter.schema = context.Prefix(*target);
    alter.table = context.Ref(target->name());
  }
  alter.op = std::move(op);
  return alter;
}

void SpoilSubject(Context& context, AlterTable& alter) {
  switch (context.entropy().Below(4)) {
    case 1:
      if (!context.virtual_tables().empty() && context.OneIn(2)) {
        alter.schema.reset();
        alter.table =
            context.Ref(context.PickFrom(context.virtual_tables())->name());
        return;
      }
      if (const Target* view = context.PickView()) {
        alter.schema.reset();
        alter.table = context.Ref(view->name());
        return;
      }
      break;
    case 2: {
      static const auto& names =
          *new std::vector<Identifier>{"sqlite_master", "sqlite_schema",
                                       "sqlite_sequence", "sqlite_temp_master"};
      alter.schema.reset();
      alter.table = context.Ref(context.entropy().Pick(names));
      return;
    }
    case 3:
      alter.schema = MissingName(context);
      return;
    default:
      break;
  }
  alter.table = MissingName(context);
}

bool IsMentioned(const Context& context, const Target& table,
                 const Column& column) {
  const Identifier& name = column.name.id;
  if (MentionsOutside(*table.object->parsed, name, column.range)) return true;
  for (const auto* targets :
       {&context.indexes(), &context.triggers(), &context.views()}) {
    for (const Target& target : *targets) {
      if (BelongsTo(*target.object, table.name()) &&
          MentionsOutside(*target.object->parsed, name, {})) {
        return true;
      }
    }
  }
  return false;
}

bool IsKeyColumn(const CreateTable& table, const Column& column) {
  if (column.Find<UniqueRule>() != nullptr) return true;
  for (int i : table.PrimaryKeyColumns()) {
    if (i >= 0 && &table.columns[i] == &column) return true;
  }
  return false;
}

std::vector<Identifier> ConstraintNames(const CreateTable& table) {
  std::vector<Identifier> names;
  for (const Column& column : table.columns) {
    for (const ColumnConstraint& constraint : column.constraints) {
      if (constraint.name) names.push_back(constraint.name->id);
    }
  }
  for (const TableConstraint& constraint : table.constraints) {
    if (constraint.name) names.push_back(constraint.name->id);
  }
  return names;
}

bool HoldsNull(const Context& context, const Target& table,
               const Column& column) {
  const shadow::TableRows* rows = context.RowsOf(table);
  if (rows == nullptr) return false;
  const CreateTable& create = *table.object->AsTable();
  const int alias = create.RowidAlias();
  const auto place = static_cast<size_t>(&column - create.columns.data());
  if (alias >= 0 && static_cast<size_t>(alias) == place) return false;
  for (const shadow::StoredRow& row : rows->rows) {
    if (place >= row.values.size() || row.values[place].is_null()) return true;
  }
  return false;
}

bool DrawColumnKeyword(Context& context) { return !context.OneIn(4); }

}  // namespace alterego::generator
