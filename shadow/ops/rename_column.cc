// RENAME COLUMN: alter.c, sqlite3AlterRenameColumn and renameColumnFunc.
#include <utility>

#include "base/mutant.h"
#include "shadow/alter.h"
#include "shadow/ops/column_edit.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<RenameColumn>;

std::optional<std::string> View(const Context& c) {
  return NotRealTable(c, "rename columns of", true);
}
std::optional<std::string> Virtual(const Context& c) {
  return NotRealTable(c, "rename columns of", false);
}
std::optional<std::string> NoSuchColumn(const Context& c) {
  return NoSuchColumnQuoted(c, c.op.from);
}
std::optional<std::string> FromRowid(const Context& c) {
  return RowidName(c, c.op.from.id, "rename from");
}
std::optional<std::string> ToRowid(const Context& c) {
  return RowidName(c, c.op.to.id, "rename to");
}

// 3.31 and some after it rewrote generated columns of every table, by the
// column's position alone.
bool RewritesTooMuch(const Context& c) {
  const SqliteVersion version = c.dialect().version;
  if (version < SqliteVersion{3, 31, 0} || version >= SqliteVersion{3, 36, 0}) {
    return false;
  }
  for (const ObjectPtr& object : c.database().objects) {
    const CreateTable* table = object->AsTable();
    if (table == nullptr || object->name == c.table) continue;
    for (const Column& column : table->columns) {
      if (column.generated() != nullptr) return true;
    }
  }
  return false;
}

bool Visits(const Context& c, size_t d, const Object& object) {
  if (d != c.database_index) {
    return object.kind == ObjectKind::kView ||
           ALTEREGO_MUTANT("shadow.rename_column_misses_temp_triggers",
                           object.kind == ObjectKind::kTrigger, false);
  }
  return object.kind != ObjectKind::kIndex ||
         ALTEREGO_MUTANT("shadow.rename_column_visits_other_indexes",
                         object.table == c.table, true);
}

}  // namespace

template <>
const std::vector<Guard<RenameColumn>>& AlterRules<RenameColumn>::Guards() {
  static const auto* const guards = new std::vector<Guard<RenameColumn>>{
      {"rename_column.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<RenameColumn>},
      {"rename_column.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<RenameColumn>},
      {"rename_column.view", "columns of views cannot be renamed",
       Reason::kIsView, View},
      {"rename_column.virtual", "columns of virtual tables cannot be renamed",
       Reason::kIsVirtual, Virtual},
      {"rename_column.no_such_column", "the column does not exist",
       Reason::kNoSuchColumn, NoSuchColumn},
      {"rename_column.from_rowid",
       "the old name is one of the rowid's",
       Reason::kRowidAlias,
       FromRowid,
       {3, 54, 0}},
      {"rename_column.to_rowid",
       "the new name is one of the rowid's",
       Reason::kRowidAlias,
       ToRowid,
       {3, 54, 0}},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<RenameColumn>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"rename_column.generated_elsewhere",
       "generated columns of other tables: not predicted",
       {3, 31, 0},
       {3, 36, 0}},
      {"rename_column.pre_check",
       "an object of the schema is broken already",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_column.quotefix",
       "legacy_alter_table: a broken view or trigger stops the quoting",
       {3, 36, 0},
       {99, 0, 0}},
      {"rename_column.rewrite",
       "a name that was a string's, once single quotes stand around that",
       {3, 36, 0},
       {99, 0, 0}},
      {"rename_column.temp_again",
       "a view or trigger of a TEMP table is rewritten twice",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_column.reload",
       "the table or an index breaks",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_column.post_check",
       "a view or trigger breaks",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_column.accept_hidden",
       "renamed, but a TEMP table of that name comes first in indexes",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_column.accept",
       "renamed, with everything that mentions it",
       {3, 25, 0},
       {99, 0, 0}},
  };
  return *rules;
}

template <>
Verdict AlterRules<RenameColumn>::Effect(
    const AlterContext<RenameColumn>& context, const WorldPtr& world) {
  const size_t d = context.database_index;
  const Column& column = *context.create()->FindColumn(context.op.from.id);
  if (RewritesTooMuch(context)) {
    return AlterUnknown(world, "rename_column.generated_elsewhere");
  }
  AlterWork work(world);
  ColumnEdit edit;
  edit.pre_check = "rename_column.pre_check";
  edit.quotefix = "rename_column.quotefix";
  edit.rewrite = "rename_column.rewrite";
  edit.again = "rename_column.temp_again";
  edit.target = RenameTarget{d, context.table, column.name.id};
  edit.text = context.op.to.id.spelling();
  edit.quote = ALTEREGO_MUTANT("shadow.rename_column_never_quotes",
                               context.op.to.quote != sql::Quote::kNone, false);
  edit.visits = [&](size_t database, const Object& object) {
    return Visits(context, database, object);
  };
  if (auto verdict = EditColumnReferences(work, world, d, edit)) {
    return *std::move(verdict);
  }
  const Dialect& dialect = world->dialect;
  Binder after(work.now(), dialect);
  if (auto fault = ReloadTable(after, work.now(), d, context.table, dialect,
                               AlterKind::kRename)) {
    return AlterFault(world, *fault, "rename_column.reload");
  }
  if (auto fault = CheckSchema(after, work.now(), d, dialect, "after rename",
                               StringsAfterEdit(dialect))) {
    return AlterFault(world, *fault, "rename_column.post_check");
  }
  // An index of a main table that a TEMP one hides is rewritten as if it were
  // the latter's.
  const bool hidden =
      d != 1 && world->now.databases[1]->FindTableOrView(context.table);
  return work.Accept(hidden ? "rename_column.accept_hidden"
                            : "rename_column.accept");
}

}  // namespace alterego::shadow
