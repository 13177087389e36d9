#include "shadow/ops/column_edit.h"

#include <utility>
#include <vector>

namespace alterego::shadow {
namespace {

constexpr SqliteVersion kQuotefix{3, 36, 0};

struct Visited {
  size_t database = 0;
  size_t index = 0;
  Resolution resolution;
};

bool IgnoresErrors(const Dialect& dialect) {
  return dialect.writable_schema && !dialect.defensive &&
         dialect.version >= SqliteVersion{3, 38, 0};
}

// The strings stand in single quotes when SQLite rewrites. What named one by
// its double-quoted text finds nothing then: the whole key "x" of an index is a
// column 'x', and the column that SELECT "x" gives a view is no longer x.
std::optional<Verdict> ResolveQuoted(const WorldPtr& world,
                                     const Visited& visited,
                                     const ColumnEdit& edit) {
  const Dialect& dialect = world->dialect;
  const Object& object =
      *world->now.databases[visited.database]->objects[visited.index];
  TextEdit text;
  text.strings = visited.resolution.quoted_strings;
  const RebuiltObject quoted =
      RebuildObject(object, EditText(*object.parsed, text, dialect),
                    object.name, object.table, dialect.version);
  if (quoted.object == nullptr) return AlterUnknown(world, edit.pre_check);
  Binder binder(world->now, dialect);
  BindOptions options;
  options.ddl_strings = dialect.dqs_ddl;
  const Resolution r =
      binder.Resolve(visited.database, *quoted.object, options);
  if (!r.error || IgnoresErrors(dialect)) return std::nullopt;
  return AlterRefuse(world, r.error->reason, edit.rewrite,
                     WrapError(object, "", r.error->message));
}

// SQLite rewrites the triggers and views of temp once more after those of the
// table's schema. For a table of temp that is twice: names that are new by then
// are looked up among the old ones.
std::optional<Verdict> RewriteTempAgain(AlterWork& work, const WorldPtr& world,
                                        const ColumnEdit& edit) {
  const Dialect& dialect = world->dialect;
  Binder binder(world->now, dialect);
  BindOptions options;
  options.ddl_strings = dialect.dqs_ddl;
  const std::vector<ObjectPtr> rewritten = work.now().databases[1]->objects;
  for (size_t i = 0; i < rewritten.size(); ++i) {
    const Object& object = *rewritten[i];
    if (object.kind != ObjectKind::kView &&
        object.kind != ObjectKind::kTrigger) {
      continue;
    }
    const Resolution r = binder.Resolve(1, object, options);
    if (r.error && !IgnoresErrors(dialect)) {
      return AlterRefuse(world, r.error->reason, edit.again,
                         WrapError(object, "", r.error->message));
    }
    if (!r.complete) return AlterUnknown(world, edit.again);
    if (r.error) continue;
    TextEdit text;
    text.text = edit.text;
    text.quote = edit.quote;
    text.tokens = TokensToRename(r, *edit.target, dialect);
    if (text.tokens.empty()) continue;
    RebuiltObject rebuilt =
        RebuildObject(object, EditText(*object.parsed, text, dialect),
                      object.name, object.table, dialect.version);
    if (rebuilt.object == nullptr) return AlterUnknown(world, edit.again);
    work.Edit(1).objects[i] = std::move(rebuilt.object);
  }
  return std::nullopt;
}

// Resolves all objects in SQLite's order: the schema of the table, then temp.
std::optional<Verdict> ResolveAll(const WorldPtr& world, size_t database,
                                  const ColumnEdit& edit, bool bodies,
                                  std::vector<Visited>* out) {
  const Dialect& dialect = world->dialect;
  Binder binder(world->now, dialect);
  BindOptions options;
  options.ddl_strings = dialect.dqs_ddl;
  options.bodies = bodies;
  // By 3.49 all errors have one code; before 3.38 those of a
  // trigger's own expressions had another.
  const bool own_code = dialect.version < SqliteVersion{3, 47, 0};
  const bool trigger_code = dialect.version < SqliteVersion{3, 38, 0};
  const bool quoting =
      bodies && dialect.legacy_alter_table && dialect.version >= kQuotefix;
  for (const size_t d : {database, size_t{1}}) {
    const Database& place = *world->now.databases[d];
    for (size_t i = 0; i < place.objects.size(); ++i) {
      const Object& object = *place.objects[i];
      if (!IsVisited(object, dialect)) continue;
      // Before 3.35 nobody tested first: only what is rewritten was seen.
      if (dialect.version < SqliteVersion{3, 35, 0} && edit.visits &&
          !edit.visits(d, object)) {
        continue;
      }
      Resolution r = binder.Resolve(d, object, options);
      if (r.error && !IgnoresErrors(dialect)) {
        if (quoting) {
          return AlterRefuse(world, Reason::kLogicError, edit.quotefix,
                             (r.error->in_upsert && own_code) ||
                                     (r.error->in_clause && trigger_code)
                                 ? "unknown error"
                                 : "SQL logic error");
        }
        return AlterRefuse(world, r.error->reason, edit.pre_check,
                           WrapError(object, "", r.error->message));
      }
      if (!r.complete) return AlterUnknown(world, edit.pre_check);
      out->push_back({d, i, std::move(r)});
    }
    if (database == 1) break;
  }
  return std::nullopt;
}

}  // namespace

bool IsHiddenIndex(const Snapshot& now, size_t database, const Object& object) {
  return database != 1 && object.kind == ObjectKind::kIndex &&
         now.databases[1]->FindTableOrView(object.table) != nullptr;
}

bool RewroteHiddenIndex(const AlterWork& work, const World& before,
                        size_t database) {
  const Database& old = *before.now.databases[database];
  const Database& now = *work.now().databases[database];
  for (size_t i = 0; i < old.objects.size(); ++i) {
    if (old.objects[i] != now.objects[i] &&
        IsHiddenIndex(before.now, database, *old.objects[i])) {
      return true;
    }
  }
  return false;
}

bool StringsAfterEdit(const Dialect& dialect) {
  return dialect.dqs_ddl && dialect.version < kQuotefix;
}

std::optional<Verdict> EditColumnReferences(AlterWork& work,
                                            const WorldPtr& world,
                                            size_t database,
                                            const ColumnEdit& edit) {
  const Dialect& dialect = world->dialect;
  const bool quotefix = dialect.version >= kQuotefix;
  const bool rewrites = edit.target.has_value();
  std::vector<Visited> all;
  // Under legacy_alter_table the test leaves bodies alone; the quoting, and
  // the rewriting of a RENAME, do not. Before 3.36 that came first.
  if (dialect.legacy_alter_table && (quotefix || !rewrites)) {
    std::vector<Visited> tested;
    if (auto v = ResolveAll(world, database, edit, false, &tested)) return v;
  }
  const bool bodies = !dialect.legacy_alter_table || quotefix || rewrites;
  if (auto v = ResolveAll(world, database, edit, bodies, &all)) return v;
  for (const Visited& visited : all) {
    const Resolution& r = visited.resolution;
    if (r.error) continue;  // writable_schema: left as it is
    const Object& object =
        *world->now.databases[visited.database]->objects[visited.index];
    TextEdit text;
    text.text = edit.text;
    text.quote = edit.quote;
    if (quotefix) text.strings = r.quoted_strings;
    if (rewrites && edit.visits(visited.database, object)) {
      text.tokens = TokensToRename(r, *edit.target, dialect);
      if (!text.strings.empty()) {
        if (auto v = ResolveQuoted(world, visited, edit)) return v;
      }
    }
    if (text.tokens.empty() && text.strings.empty()) continue;
    RebuiltObject rebuilt =
        RebuildObject(object, EditText(*object.parsed, text, dialect),
                      object.name, object.table, dialect.version);
    if (rebuilt.object == nullptr) return AlterUnknown(world, edit.pre_check);
    work.Edit(visited.database).objects[visited.index] =
        std::move(rebuilt.object);
  }
  if (rewrites && database == 1) return RewriteTempAgain(work, world, edit);
  return std::nullopt;
}

}  // namespace alterego::shadow
