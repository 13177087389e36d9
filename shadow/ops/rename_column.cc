// RENAME COLUMN: alter.c, sqlite3AlterRenameColumn and renameColumnFunc.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "base/mutant.h"
#include "shadow/alter.h"
#include "shadow/ops/column_edit.h"
#include "shadow/table_info.h"

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

// As SQLite numbers columns: -1 is the rowid. nullopt: there is none.
std::optional<int> Place(const CreateTable& table, const Identifier& name) {
  const int column = table.ColumnIndex(name);
  if (column < 0) return std::nullopt;
  return column == table.RowidAlias() ? -1 : column;
}

// Who reads the column at `place` in generated columns of `table`: nobody, a
// name in quotes, or a name without.
enum class Reads : uint8_t { kNot, kQuoted, kBare };
Reads ComputesFrom(const CreateTable& table, int place) {
  Reads reads = Reads::kNot;
  for (const Column& column : table.columns) {
    if (column.generated() == nullptr) continue;
    sql::Walk(column.generated()->expr, [&](const sql::Node& node) {
      if (node.kind != sql::NodeKind::kColumn || node.names.empty()) return;
      if (Place(table, node.names.back().id) != place) return;
      const bool bare = node.names.back().quote == sql::Quote::kNone;
      reads = std::max(reads, bare ? Reads::kBare : Reads::kQuoted);
    });
  }
  return reads;
}

// 3.31 and some after it rewrote generated columns of every table, by the
// column's position alone. What that comes to, if anything: no column has the
// new name, or all is well to SQLite, and an index or a stored value is wrong.
struct TooMuch {
  bool breaks = false;
  std::optional<size_t> refused_at;  // the object that says so
};
TooMuch RewritesTooMuch(const Context& c) {
  TooMuch out;
  const SqliteVersion version = c.dialect().version;
  if (version < SqliteVersion{3, 31, 0} || version >= SqliteVersion{3, 36, 0}) {
    return out;
  }
  const std::optional<int> place = Place(*c.create(), c.op.from.id);
  const bool is_truth =
      c.op.to.id == Identifier("true") || c.op.to.id == Identifier("false");
  const std::vector<ObjectPtr>& objects = c.database().objects;
  for (size_t i = 0; i < objects.size() && place; ++i) {
    const CreateTable* table = objects[i]->AsTable();
    if (table == nullptr || objects[i]->name == c.table) continue;
    const Reads reads = ComputesFrom(*table, *place);
    if (reads == Reads::kNot) continue;
    out.breaks = true;
    // A name in quotes that no column has is a string, and TRUE a constant.
    if (reads == Reads::kBare && c.op.to.quote == sql::Quote::kNone &&
        !is_truth && table->FindColumn(c.op.to.id) == nullptr &&
        !out.refused_at) {
      out.refused_at = i;
    }
  }
  return out;
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
      {"rename_column.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, NotAuthorized<RenameColumn>},
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
       "a generated column of another table is rewritten, too",
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
  const TooMuch too_much = RewritesTooMuch(context);
  const auto no_such_column = [&] {
    return AlterRefuse(world, Reason::kNoSuchColumn,
                       "rename_column.generated_elsewhere",
                       "no such column: " + context.op.to.id.spelling());
  };
  if (too_much.refused_at && *too_much.refused_at < context.found->object) {
    return no_such_column();
  }
  if (auto fault = ReloadTable(after, work.now(), d, context.table, dialect,
                               AlterKind::kRename)) {
    return AlterFault(world, *fault, "rename_column.reload");
  }
  if (too_much.refused_at) return no_such_column();
  if (too_much.breaks) return AlterUnknown(world, kHalfDoneRule);
  if (auto fault = CheckSchema(after, work.now(), d, dialect, "after rename",
                               StringsAfterEdit(dialect))) {
    return AlterFault(world, *fault, "rename_column.post_check");
  }
  // An index of a main table that a TEMP one hides is rewritten as if it were
  // the latter's.
  const bool hidden =
      RewroteHiddenIndex(work, *world, d) ||
      (d != 1 && world->now.databases[1]->FindTableOrView(context.table));
  // Until 3.35 a string in double quotes may have become the column's own name.
  const CreateTable* altered =
      work.now().databases[d]->objects[context.found->object]->AsTable();
  if (altered != nullptr && std::any_of(altered->columns.begin(),
                                        altered->columns.end(), NamesItself)) {
    return work.Accept(kLoopRule);
  }
  return work.Accept(hidden ? "rename_column.accept_hidden"
                            : "rename_column.accept");
}

}  // namespace alterego::shadow
