#include "shadow/schema_check.h"

#include <algorithm>

#include "shadow/guard.h"
#include "shadow/table_info.h"

namespace alterego::shadow {
namespace {

bool WritableSchema(const Dialect& dialect) {
  return dialect.writable_schema && !dialect.defensive &&
         dialect.version >= SqliteVersion{3, 38, 0};
}

}  // namespace

bool IsVisited(const Object& object, const Dialect& dialect) {
  if (object.sql.empty() || object.AsVirtualTable() != nullptr) return false;
  const std::string_view name = object.name.spelling();
  // Until 3.30 the underscore in LIKE 'sqlite_%' stood for any character.
  const bool any = dialect.version < SqliteVersion{3, 30, 0};
  return !EqualsFolded(name.substr(0, any ? 6 : 7),
                       any ? "sqlite" : "sqlite_") ||
         (any && name.size() < 7);
}

std::string WrapError(const Object& object, std::string_view when,
                      const std::string& message) {
  std::string out = "error in ";
  out += ObjectKindName(object.kind);
  out += ' ';
  out += object.name.spelling();
  if (!when.empty()) {
    out += ' ';
    out += when;
  }
  return out + ": " + message;
}

std::optional<SchemaFault> CheckSchema(Binder& binder, const Snapshot& now,
                                       size_t database, const Dialect& dialect,
                                       std::string_view when,
                                       bool ddl_strings) {
  BindOptions options;
  options.ddl_strings = ddl_strings;
  options.bodies = !dialect.legacy_alter_table;
  for (const size_t d : {database, size_t{1}}) {
    for (const ObjectPtr& object : now.databases[d]->objects) {
      if (!IsVisited(*object, dialect)) continue;
      Resolution r = binder.Resolve(d, *object, options);
      if (r.error && !WritableSchema(dialect)) {
        return SchemaFault{
            false,
            {r.error->reason, WrapError(*object, when, r.error->message)}};
      }
      if (!r.complete) return SchemaFault{true, {}};
    }
    if (database == 1) break;
  }
  return std::nullopt;
}

std::string ReloadWrap(const Object& object, const Dialect& dialect,
                       AlterKind kind, const std::string& message) {
  if (dialect.version < SqliteVersion{3, 35, 0}) return message;
  const char* when = "after rename";
  if (kind == AlterKind::kDrop) when = "after drop column";
  if (kind == AlterKind::kConstraint) when = "after drop constraint";
  if (kind == AlterKind::kAdd && dialect.version >= SqliteVersion{3, 37, 0}) {
    when = "after add column";
  }
  return WrapError(object, when, message);
}

namespace {

// An index with a string for a key: a column of that name must be there.
bool HasKeyInQuotes(const Object& object) {
  const CreateIndex* index = object.AsIndex();
  return index != nullptr &&
         std::any_of(index->columns.begin(), index->columns.end(),
                     [](const IndexedColumn& key) {
                       return NameInQuotes(key.expr, false) != nullptr;
                     });
}

// An index of a UNIQUE or PRIMARY KEY clause that the table's text no longer
// has (sqlite3InitCallback): a comment may have swallowed it, at the end of ADD
// COLUMN or before the column that is dropped.
bool IsOrphan(const Database& database, const Object& index) {
  if (index.kind != ObjectKind::kIndex || !index.sql.empty()) return false;
  const Object* owner = database.FindTableOrView(index.table);
  const CreateTable* create = owner == nullptr ? nullptr : owner->AsTable();
  if (create == nullptr) return false;
  const AutomaticIndexes automatic = MakeAutomaticIndexes(*create);
  return std::none_of(automatic.indexes.begin(), automatic.indexes.end(),
                      [&index](const AutomaticIndex& made) {
                        return Identifier(made.index.name) == index.name;
                      });
}

SchemaFault OrphanFault(const Object& index, const Dialect& dialect,
                        AlterKind kind) {
  // 3.26 says nothing until the file is opened again.
  if (dialect.version < SqliteVersion{3, 31, 0}) return {true, {}, true};
  return {dialect.writable_schema,
          {Reason::kCorrupt, ReloadWrap(index, dialect, kind, "orphan index")},
          dialect.writable_schema};
}

}  // namespace

std::optional<SchemaFault> ReloadTable(Binder& binder, const Snapshot& now,
                                       size_t database, const Identifier& table,
                                       const Dialect& dialect, AlterKind kind) {
  BindOptions options;
  options.loading = true;
  const bool shortened = kind == AlterKind::kAdd || kind == AlterKind::kDrop;
  // temp is loaded again, too, behind the table's schema. Of the others only
  // what has lost its double quotes can have become wrong.
  for (const size_t d : {database, size_t{1}}) {
    for (const ObjectPtr& object : now.databases[d]->objects) {
      const bool own = d == database && object->table == table;
      if (own && shortened && IsOrphan(*now.databases[d], *object)) {
        return OrphanFault(*object, dialect, kind);
      }
      if ((!own && !HasKeyInQuotes(*object)) || object->sql.empty()) continue;
      if (object->AsVirtualTable() != nullptr) continue;
      // Only writable_schema lets a table have such a name.
      if (object->kind == ObjectKind::kTrigger && HasSystemPrefix(table)) {
        return SchemaFault{true, {}, true};
      }
      Resolution r = binder.Resolve(d, *object, options);
      if (r.error) {
        return SchemaFault{dialect.writable_schema,
                           {r.error->reason, ReloadWrap(*object, dialect, kind,
                                                        r.error->message)},
                           dialect.writable_schema};
      }
      if (!r.complete) return SchemaFault{true, {}};
    }
    if (database == 1) break;
  }
  return std::nullopt;
}

}  // namespace alterego::shadow
