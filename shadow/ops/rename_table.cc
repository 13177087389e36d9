// RENAME TO: alter.c, sqlite3AlterRenameTable and renameTableFunc.
#include <utility>

#include "base/mutant.h"
#include "shadow/alter.h"
#include "shadow/references.h"
#include "shadow/table_info.h"
#include "shadow/virtual_tables.h"

namespace alterego::shadow {
namespace {

using Context = AlterContext<RenameTable>;

std::optional<std::string> NameTaken(const Context& c) {
  const Identifier& name = c.op.new_name.id;
  bool taken = c.database().FindTableOrView(name) != nullptr ||
               ALTEREGO_MUTANT("shadow.renames_over_index",
                               c.database().FindIndex(name) != nullptr, false);
  // The schema table itself has a name, too.
  const bool temp = c.database_index == 1;
  if (name == Identifier(temp ? "sqlite_temp_master" : "sqlite_master") ||
      (c.dialect().version >= SqliteVersion{3, 33, 0} &&
       (name == Identifier("sqlite_schema") ||
        (temp && (name == Identifier("sqlite_temp_schema") ||
                  name == Identifier("sqlite_master")))))) {
    taken = true;
  }
  if (!taken) return std::nullopt;
  return "there is already another table or index with this name: " +
         name.spelling();
}

std::optional<std::string> ReservedName(const Context& c) {
  const Dialect& dialect = c.dialect();
  if (dialect.writable_schema && !dialect.defensive) return std::nullopt;
  const bool reserved = HasSystemPrefix(c.op.new_name.id) ||
                        ReservesShadowTable(c.world, c.op.new_name.id);
  if (ALTEREGO_MUTANT("shadow.renames_to_reserved", !reserved, true)) {
    return std::nullopt;
  }
  return "object name reserved for internal use: " +
         c.op.new_name.id.spelling();
}

std::optional<std::string> View(const Context& c) {
  if (ALTEREGO_MUTANT("shadow.renames_view", !IsViewObject(c), true))
    return std::nullopt;
  return "view " + c.table.spelling() + " may not be altered";
}

// The index SQLite made for a UNIQUE or PRIMARY KEY: sqlite_autoindex_t_1.
bool IsAutomatic(const Object& object) {
  static constexpr std::string_view kPrefix = "sqlite_autoindex";
  return object.kind == ObjectKind::kIndex &&
         EqualsFolded(
             std::string_view(object.name.spelling()).substr(0, kPrefix.size()),
             kPrefix);
}

class Rename {
 public:
  Rename(const Context& context, const WorldPtr& world)
      : context_(context),
        world_(world),
        work_(world),
        binder_(world->now, world->dialect),
        target_{context.database_index, context.table, std::nullopt} {}

  Verdict Run() {
    const size_t d = context_.database_index;
    if (auto verdict = Rewrite(d)) return *verdict;
    if (ALTEREGO_MUTANT("shadow.rename_table_misses_temp", d != 1, false)) {
      if (auto verdict = Rewrite(1)) return *verdict;
    }
    MoveRows();
    Binder after(work_.now(), world_->dialect);
    const Dialect& dialect = world_->dialect;
    if (auto fault = ReloadTable(after, work_.now(), d, NewName(), dialect,
                                 AlterKind::kRename)) {
      return AlterFault(world_, *fault, "rename_table.reload");
    }
    if (auto fault = CheckSchema(after, work_.now(), d, dialect, "after rename",
                                 dialect.dqs_ddl)) {
      return AlterFault(world_, *fault,
                        HidesTable() ? "rename_table.post_check_hiding"
                                     : "rename_table.post_check");
    }
    // SQLite takes what has such a name for its own, and writes to it.
    if (HasSystemPrefix(NewName())) return work_.Accept(kUnloadableRule);
    if (!HidesTable()) return work_.Accept("rename_table.accept");
    // The trigger is forgotten, of which nothing was heard before 3.31.
    return dialect.version < SqliteVersion{3, 31, 0}
               ? AlterUnknown(world_, kHalfDoneRule)
               : work_.Accept(kForgetsRule);
  }

 private:
  const Identifier& NewName() const { return context_.op.new_name.id; }

  // Whether a TEMP trigger is on a table that this TEMP table hides.
  bool HidesTable() const {
    if (context_.database_index != 1) return false;
    const Snapshot& now = world_->now;
    for (const ObjectPtr& object : now.databases[1]->objects) {
      if (object->kind == ObjectKind::kTrigger &&
          object->table == context_.table &&
          TriggerTableDatabase(now, 1, *object) != 1) {
        return true;
      }
    }
    return false;
  }

  // Which objects of database `d` are rewritten.
  bool Visits(size_t d, const Object& object) const {
    if (!IsVisited(object, world_->dialect)) return false;
    if (d != context_.database_index) {
      return object.kind == ObjectKind::kView ||
             object.kind == ObjectKind::kTrigger;
    }
    return object.kind != ObjectKind::kIndex || object.table == context_.table;
  }

  std::optional<Verdict> Rewrite(size_t d) {
    const Database& database = *world_->now.databases[d];
    for (size_t i = 0; i < database.objects.size(); ++i) {
      const Object& object = *database.objects[i];
      std::string sql = object.sql;
      bool on_table = ALTEREGO_MUTANT(
          "shadow.rename_forgets_tbl_name",
          object.table == context_.table && object.kind != ObjectKind::kView,
          false);
      if (Visits(d, object)) {
        BindOptions options;
        options.ddl_strings = world_->dialect.dqs_ddl;
        options.bodies =
            ALTEREGO_MUTANT("shadow.is_never_legacy",
                            !world_->dialect.legacy_alter_table, true);
        const Resolution r = binder_.Resolve(d, object, options);
        const bool ignored = r.error && world_->dialect.writable_schema &&
                             !world_->dialect.defensive &&
                             world_->dialect.version >= SqliteVersion{3, 38, 0};
        if (r.error && !ignored) {
          // What is on the table, or has its name, temp's update tests before
          // it rewrites.
          const bool tested =
              d != context_.database_index && object.table == context_.table;
          return AlterRefuse(
              world_, r.error->reason, "rename_table.rewrite",
              WrapError(
                  object,
                  ALTEREGO_MUTANT("shadow.rename_words_otherwise",
                                  tested ? "after rename" : "", "after rename"),
                  r.error->message));
        }
        if (!r.complete) return AlterUnknown(world_, "rename_table.rewrite");
        TextEdit edit;
        edit.text = NewName().spelling();
        edit.quote = true;
        edit.tokens = TokensToRename(r, target_, world_->dialect);
        if (d != context_.database_index) on_table = on_table && OnTarget(r);
        if (!ignored && !edit.tokens.empty()) {
          sql = EditText(*object.parsed, edit, world_->dialect);
        }
      } else if (d != context_.database_index) {
        continue;
      } else if (on_table && object.AsVirtualTable() != nullptr) {
        TextEdit edit;
        edit.text = NewName().spelling();
        edit.quote = true;
        edit.tokens = {object.AsVirtualTable()->name.token};
        sql = EditText(*object.parsed, edit, world_->dialect);
      }
      if (sql == object.sql && !on_table) continue;
      RebuiltObject rebuilt = RebuildObject(
          object, std::move(sql), NameAfter(object, on_table),
          on_table ? NewName() : object.table, world_->dialect.version);
      if (rebuilt.object == nullptr) {
        return AlterUnknown(world_, "rename_table.rewrite");
      }
      work_.Edit(d).objects[i] = std::move(rebuilt.object);
    }
    return std::nullopt;
  }

  // True for a temp trigger on this very table.
  bool OnTarget(const Resolution& resolution) const {
    for (const Reference& ref : resolution.references) {
      if (ref.role == Reference::Role::kDefinition) {
        return ref.database == target_.database && ref.table == target_.table;
      }
    }
    return false;
  }

  Identifier NameAfter(const Object& object, bool on_table) const {
    if (!on_table) return object.name;
    if (object.kind == ObjectKind::kTable) return NewName();
    if (!IsAutomatic(object)) return object.name;
    const size_t length = ALTEREGO_MUTANT(
        "shadow.autoindex_off_by_one", context_.table.spelling().size() + 17,
        context_.table.spelling().size() + 16);
    const std::string& old = object.name.spelling();
    return Identifier("sqlite_autoindex_" + NewName().spelling() +
                      (length < old.size() ? old.substr(length) : ""));
  }

  void MoveRows() {
    Database& database = work_.Edit(context_.database_index);
    auto entry = database.rows.find(context_.table.Folded());
    if (ALTEREGO_MUTANT("shadow.renames_without_rows",
                        entry != database.rows.end(), false)) {
      TableRowsPtr rows = std::move(entry->second);
      database.rows.erase(entry);
      database.rows[NewName().Folded()] = std::move(rows);
    }
    auto sequence = database.rows.find("sqlite_sequence");
    if (sequence == database.rows.end()) return;
    auto copy = std::make_shared<TableRows>(*sequence->second);
    for (StoredRow& row : copy->rows) {
      if (!row.values.empty() &&
          ALTEREGO_MUTANT(
              "shadow.keeps_sequence",
              row.values[0] == Value::Text(context_.table.spelling()), false)) {
        row.values[0] = Value::Text(NewName().spelling());
      }
    }
    sequence->second = std::move(copy);
  }

  const Context& context_;
  const WorldPtr& world_;
  AlterWork work_;
  Binder binder_;
  RenameTarget target_;
};

}  // namespace

template <>
const std::vector<Guard<RenameTable>>& AlterRules<RenameTable>::Guards() {
  static const auto* const guards = new std::vector<Guard<RenameTable>>{
      {"rename_table.no_such_table", "the table does not exist",
       Reason::kNoSuchTable, NoSuchTable<RenameTable>},
      {"rename_table.name_taken",
       "a table, view or index of the schema has the new name",
       Reason::kNameTaken, NameTaken},
      {"rename_table.may_not_be_altered", "one of SQLite's own tables",
       Reason::kMayNotBeAltered, MayNotBeAltered<RenameTable>},
      {"rename_table.reserved_name", "the new name starts with sqlite_",
       Reason::kReservedName, ReservedName},
      {"rename_table.view", "views cannot be renamed", Reason::kIsView, View},
      {"rename_table.not_authorized", "the authorizer denies ALTER TABLE",
       Reason::kNotAuthorized, NotAuthorized<RenameTable>},
  };
  return *guards;
}

template <>
const std::vector<RuleInfo>& AlterRules<RenameTable>::Effects() {
  static const auto* const rules = new std::vector<RuleInfo>{
      {"rename_table.eponymous",
       "a table-valued function: nothing is renamed",
       {3, 0, 0},
       {3, 36, 0}},
      {"rename_table.virtual",
       "a virtual table of an unknown module renames itself: not predicted",
       {3, 0, 0},
       {99, 0, 0}},
      {"rename_table.rewrite",
       "an object cannot be rewritten because it is broken",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_table.reload",
       "the table or an index breaks",
       {3, 0, 0},
       {99, 0, 0}},
      {"rename_table.post_check",
       "a view or trigger breaks",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_table.post_check_hiding",
       "a view or trigger breaks, and a TEMP trigger is on a table that this "
       "TEMP table hides",
       {3, 25, 0},
       {99, 0, 0}},
      {"rename_table.accept_hiding",
       "a TEMP table, and a TEMP trigger is on a table that it hides",
       {3, 31, 0},
       {99, 0, 0}},
      {"rename_table.accept",
       "renamed, with everything that mentions it",
       {3, 0, 0},
       {99, 0, 0}},
  };
  return *rules;
}

namespace {

// Its tables are renamed first, each by an ALTER TABLE of its own.
Verdict RenameVirtual(const Context& context, const WorldPtr& world) {
  const auto suffixes =
      ShadowTableSuffixes(context.object()->AsVirtualTable()->module.id);
  if (!suffixes) return AlterUnknown(world, "rename_table.virtual");
  WorldPtr now = world;
  for (const std::string_view suffix : *suffixes) {
    const std::string tail = "_" + std::string(suffix);
    const Identifier name(context.table.spelling() + tail);
    if (context.database().FindTableOrView(name) == nullptr) continue;
    const Identifier to(context.op.new_name.id.spelling() + tail);
    sql::ParseResult parsed =
        sql::ParseStatement("ALTER TABLE " + context.database().name.Quoted() +
                            "." + name.Quoted() + " RENAME TO " + to.Quoted());
    if (!parsed.ok()) return AlterUnknown(world, "rename_table.virtual");
    const Verdict verdict =
        JudgeAlter(now, *parsed, std::get<AlterTable>(parsed->statement));
    if (!verdict.prediction.predicted || !verdict.prediction.may_accept) {
      return AlterUnknown(world, "rename_table.virtual");
    }
    now = verdict.if_accepted;
  }
  const Context renamed{
      *now,          context.parsed,  context.alter,          context.op,
      context.found, context.builtin, context.database_index, context.table};
  Verdict verdict = Rename(renamed, now).Run();
  verdict.if_refused = world;
  return verdict;
}

}  // namespace

template <>
Verdict AlterRules<RenameTable>::Effect(
    const AlterContext<RenameTable>& context, const WorldPtr& world) {
  if (IsVirtualTable(context)) return RenameVirtual(context, world);
  return Rename(context, world).Run();
}

}  // namespace alterego::shadow
