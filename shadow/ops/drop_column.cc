// DROP COLUMN: alter.c, sqlite3AlterDropColumn and dropColumnFunc.
#include <algorithm>
#include <utility>

#include "base/mutant.h"
#include "model/sql/edit.h"
#include "shadow/alter.h"
#include "shadow/ops/column_edit.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<DropColumn>;

std::optional<std::string> View(const Context& c) {
  return NotRealTable(c, "drop column from", true);
}
std::optional<std::string> Virtual(const Context& c) {
  return NotRealTable(c, "drop column from", false);
}
std::optional<std::string> NoSuchColumn(const Context& c) {
  return NoSuchColumnQuoted(c, c.op.column);
}
std::optional<std::string> Rowid(const Context& c) {
  return RowidName(c, c.op.column.id, "drop");
}

std::optional<std::string> PrimaryKey(const Context& c) {
  if (c.create() == nullptr) return std::nullopt;
  const int index = c.create()->ColumnIndex(c.op.column.id);
  const std::vector<int> key = c.create()->PrimaryKeyColumns();
  if (ALTEREGO_MUTANT("shadow.drops_key",
                      std::find(key.begin(), key.end(), index) == key.end(),
                      true)) {
    return std::nullopt;
  }
  return "cannot drop PRIMARY KEY column: \"" + c.op.column.id.spelling() +
         "\"";
}

// Only UNIQUE written at the column itself counts.
std::optional<std::string> Unique(const Context& c) {
  if (c.create() == nullptr) return std::nullopt;
  const Column* column = c.create()->FindColumn(c.op.column.id);
  if (ALTEREGO_MUTANT("shadow.drops_unique",
                      column->Find<UniqueRule>() == nullptr, true))
    return std::nullopt;
  return "cannot drop UNIQUE column: \"" + c.op.column.id.spelling() + "\"";
}

std::optional<std::string> LastColumn(const Context& c) {
  if (c.create() == nullptr ||
      ALTEREGO_MUTANT("shadow.drops_last", c.create()->columns.size() > 1,
                      true)) {
    return std::nullopt;
  }
  return "cannot drop column \"" + c.op.column.id.spelling() +
         "\": no other columns exist";
}

// The comma that ends the definition before the last column's.
size_t CommaBefore(const sql::Parsed& parsed, const CreateTable& table,
                   size_t index, const Dialect& dialect) {
  if (dialect.version < SqliteVersion{3, 52, 0}) {
    // Any comma counts, also one inside a comment.
    size_t place = parsed.tokens[table.columns[index].name.token].offset;
    while (place > 0 && parsed.source[place] != ',') --place;
    return place;
  }
  const sql::TokenIndex comma =
      sql::PreviousSignificant(parsed, table.columns[index].name.token);
  return parsed.tokens[comma].offset;
}

std::string TextWithout(const Object& object, size_t index,
                        const Dialect& dialect) {
  const sql::Parsed& parsed = *object.parsed;
  const CreateTable& table = *object.AsTable();
  const std::string& text = parsed.source;
  if (index + 1 < table.columns.size()) {
    const size_t from = parsed.tokens[table.columns[index].name.token].offset;
    const size_t to = parsed.tokens[table.columns[index + 1].name.token].offset;
    return text.substr(0, from) + text.substr(to);
  }
  return text.substr(0, CommaBefore(parsed, table, index, dialect)) +
         text.substr(AddColumnOffset(parsed, table));
}

// What named the column is TRUE or FALSE now, and nothing breaks.
bool BecomesWord(const Identifier& name) {
  return name == Identifier("true") || name == Identifier("false");
}

void DropValues(AlterWork& work, const Context& context, size_t index) {
  Database& database = work.Edit(context.database_index);
  auto entry = database.rows.find(context.table.Folded());
  if (entry == database.rows.end()) return;
  auto rows = std::make_shared<TableRows>(*entry->second);
  for (StoredRow& row : rows->rows) {
    if (ALTEREGO_MUTANT("shadow.keeps_values", index < row.values.size(),
                        false)) {
      row.values.erase(ALTEREGO_MUTANT(
          "shadow.drops_first_value",
          row.values.begin() + static_cast<long>(index), row.values.begin()));
    }
  }
  entry->second = std::move(rows);
}

}  // namespace

template <>
const std::vector<Guard<DropColumn>>& AlterRules<DropColumn>::Guards() {
  static const auto* const guards = new std::vector<Guard<DropColumn>>{
      {"drop_column.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<DropColumn>},
      {"drop_column.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<DropColumn>},
      {"drop_column.view", "views have no columns to drop", Reason::kIsView,
       View},
      {"drop_column.virtual", "virtual tables have no columns to drop",
       Reason::kIsVirtual, Virtual},
      {"drop_column.no_such_column", "the column does not exist",
       Reason::kNoSuchColumn, NoSuchColumn},
      {"drop_column.rowid",
       "the name is one of the rowid's",
       Reason::kRowidAlias,
       Rowid,
       {3, 54, 0}},
      {"drop_column.primary_key", "the column is part of the PRIMARY KEY",
       Reason::kKeyColumn, PrimaryKey},
      {"drop_column.unique", "the column is declared UNIQUE",
       Reason::kKeyColumn, Unique},
      {"drop_column.last", "a table keeps one column", Reason::kLastColumn,
       LastColumn},
      {"drop_column.not_authorized",
       "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized,
       NotAuthorized<DropColumn>,
       {3, 38, 0}},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<DropColumn>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"drop_column.pre_check",
       "an object of the schema is broken already",
       {3, 35, 0},
       {99, 0, 0}},
      {"drop_column.quotefix",
       "legacy_alter_table: a broken view or trigger stops the quoting",
       {3, 36, 0},
       {99, 0, 0}},
      {"drop_column.reload",
       "a constraint or an index needs the column",
       {3, 35, 0},
       {99, 0, 0}},
      {"drop_column.post_check",
       "a view or trigger needs the column",
       {3, 35, 0},
       {99, 0, 0}},
      {"drop_column.accept_word",
       "dropped; what named it reads TRUE or FALSE now",
       {3, 35, 0},
       {99, 0, 0}},
      {"drop_column.accept_rowid",
       "dropped; what named it reads the rowid now",
       {3, 35, 0},
       {3, 54, 0}},
      {"drop_column.accept_hidden",
       "dropped, but an index's column became a string: a TEMP table is hiding "
       "its table",
       {3, 36, 0},
       {99, 0, 0}},
      {"drop_column.accept",
       "dropped, with its values",
       {3, 35, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

// Whether a TEMP table hides the table, so that an index of the dropped column
// is taken for one of the former, and its name in quotes for a string.
bool HasHiddenIndex(const AlterContext<DropColumn>& context) {
  const std::vector<ObjectPtr>& objects = context.database().objects;
  return std::any_of(objects.begin(), objects.end(), [&](const ObjectPtr& o) {
    return o->table == context.table && o->sql.find('"') != std::string::npos &&
           IsHiddenIndex(context.world.now, context.database_index, *o);
  });
}

}  // namespace

template <>
Verdict AlterRules<DropColumn>::Effect(const AlterContext<DropColumn>& context,
                                       const WorldPtr& world) {
  const size_t d = context.database_index;
  const Dialect& dialect = world->dialect;
  AlterWork work(world);
  ColumnEdit edit;
  edit.pre_check = "drop_column.pre_check";
  edit.quotefix = "drop_column.quotefix";
  if (auto verdict = EditColumnReferences(work, world, d, edit)) {
    return *std::move(verdict);
  }
  const bool hidden =
      RewroteHiddenIndex(work, *world, d) || HasHiddenIndex(context);
  // By now its strings are single-quoted: edit that text.
  const Object& object =
      *work.now().databases[d]->objects[context.found->object];
  const auto index =
      static_cast<size_t>(context.create()->ColumnIndex(context.op.column.id));
  if (auto verdict = ReplaceTableSql(work, world, d, context.found->object,
                                     TextWithout(object, index, dialect),
                                     AlterKind::kDrop, "drop_column.reload")) {
    return *std::move(verdict);
  }
  Binder after(work.now(), dialect);
  if (auto fault =
          CheckSchema(after, work.now(), d, dialect, "after drop column",
                      StringsAfterEdit(dialect))) {
    return AlterFault(world, *fault, "drop_column.post_check");
  }
  DropValues(work, context, index);
  const Identifier& name = context.op.column.id;
  return work.Accept(hidden              ? "drop_column.accept_hidden"
                     : BecomesWord(name) ? "drop_column.accept_word"
                     : IsRowidName(name) ? "drop_column.accept_rowid"
                                         : "drop_column.accept");
}

}  // namespace alterego::shadow
