// RENAME TO new: as SQLite does it; references follow. But for TEMP triggers on
// a table of another schema that has the old name too: SQLite takes these for
// the table's own, and fails.
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "rebuild/analysis.h"
#include "rebuild/dependencies.h"
#include "rebuild/full/ops/common.h"

namespace alterego::rebuild::full {
namespace {

absl::Status Broken(const std::string& kind, const SchemaObject& object,
                    const std::string& what) {
  return Refuse(absl::StrCat("error in ", kind, " ", object.name,
                             " after rename: no such ", what));
}

// What SQLite says when it reads the schema again, before it looks at what
// views and triggers do: legacy_alter_table leaves the old name in the WHERE of
// an index, and a trigger that was broken keeps its text.
absl::Status RequireReadable(const State& state, const Introspection& before) {
  const Schema& schema = state.schema();
  for (const SchemaObject& object : schema.objects) {
    if (const auto* index = object.As<CreateIndex>()) {
      if (!EqualsFolded(object.table_name, state.name())) continue;
      for (const sql::Node* node : IndexColumnNodes(*index)) {
        const size_t parts = node->names.size();
        if (parts < 2) continue;
        const Identifier& table = node->names[parts - 2].id;
        if (table == Identifier(state.name())) continue;
        return Broken("index", object,
                      absl::StrCat("column: ", table.spelling(), ".",
                                   node->names.back().id.spelling()));
      }
    } else if (const auto* trigger = object.As<CreateTrigger>()) {
      if (schema.is_temp()) continue;
      const std::string& table = trigger->table.id.spelling();
      if (state.now.FindTable(schema.name, table).has_value() ||
          !before.FindTable(schema.name, table).has_value()) {
        continue;
      }
      return Broken("trigger", object,
                    absl::StrCat("table: ", schema.name, ".", table));
    }
  }
  return absl::OkStatus();
}

// What ANALYZE has counted is still true. SQLite leaves it to the old name.
void RenameStatistics(State& state, const std::string& old_name) {
  const std::string& name = state.name();
  const std::string automatic =
      absl::StrCat("sqlite_autoindex_", old_name, "_");
  for (const char* table : {"sqlite_stat1", "sqlite_stat4"}) {
    if (state.schema().FindTable(table) == nullptr) continue;
    state.after_sql.push_back(absl::StrCat(
        "UPDATE ", Quoted(state.schema().name), ".", table,
        " SET tbl=", Literal(name), ", idx=CASE WHEN substr(idx,1,length(",
        Literal(automatic), "))=", Literal(automatic), " THEN ",
        Literal(absl::StrCat("sqlite_autoindex_", name, "_")),
        "||substr(idx,length(", Literal(automatic), ")+1) ELSE idx END",
        " WHERE tbl=", Literal(old_name)));
  }
}

}  // namespace

absl::Status Fold(State& state, const RenameTable& op) {
  const std::string old_name = state.name();
  const Introspection before = state.now;
  const absl::Status renamed = FoldNative(state, op);
  ALTEREGO_RETURN_IF_ERROR(RequireReadable(state, before));
  ALTEREGO_RETURN_IF_ERROR(renamed);
  RenameStatistics(state, old_name);
  const std::vector<SchemaObject>& objects =
      before.schemas[state.place.schema].objects;
  for (size_t i = 0; i < objects.size(); ++i) {
    const auto on = TableOfTrigger(before, {state.place.schema, i});
    if (!on.has_value() || on->schema == state.place.schema) continue;
    SchemaObject& object = state.now.schemas[state.place.schema].objects[i];
    const auto* trigger = object.As<CreateTrigger>();
    // One whose text has followed would be on this table from now on.
    if (trigger == nullptr) continue;
    if (!EqualsFolded(trigger->table.id.spelling(), objects[i].table_name)) {
      return Refuse(absl::StrCat(
          "trigger ", object.name, " is on ", before.schemas[on->schema].name,
          ".", old_name, ", which temp.", old_name,
          " hides: SQLite would make it one of temp.", state.name(),
          "; drop it first, and create it again afterwards"));
    }
    object.table_name = objects[i].table_name;
  }
  return absl::OkStatus();
}

}  // namespace alterego::rebuild::full
