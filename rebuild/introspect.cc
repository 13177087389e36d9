#include "rebuild/introspect.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "model/identifier.h"
#include "rebuild/workspace.h"

namespace alterego::rebuild {
namespace {

bool StartsWithFolded(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         EqualsFolded(text.substr(0, prefix.size()), prefix);
}

ObjectKind KindOf(std::string_view type) {
  if (type == "index") return ObjectKind::kIndex;
  if (type == "view") return ObjectKind::kView;
  if (type == "trigger") return ObjectKind::kTrigger;
  return ObjectKind::kTable;
}

absl::Status ReadObjects(Database& database, Schema* schema) {
  const std::string quoted = Quoted(schema->name);
  ALTEREGO_ASSIGN_OR_RETURN(
      schema->version,
      database.Integer(absl::StrCat("PRAGMA ", quoted, ".schema_version")));
  ALTEREGO_RETURN_IF_ERROR(database.ForEachRow(
      absl::StrCat("SELECT rowid, type, name, tbl_name, sql FROM ", quoted,
                   ".sqlite_master"),
      [&](const Statement& row) {
        SchemaObject& object = schema->objects.emplace_back();
        object.rowid = row.Integer(0);
        object.kind = KindOf(row.Text(1));
        object.name = row.Text(2);
        object.table_name = row.Text(3);
        if (!row.IsNull(4)) {
          object.SetSql(row.Text(4), database.workspace().texts);
        }
      }));
  for (SchemaObject& object : schema->objects) {
    if (!object.is_virtual()) continue;
    // A virtual table whose module is missing has no columns to ask for.
    (void)database.ForEachRow(absl::StrCat("PRAGMA ", quoted, ".table_xinfo(",
                                           Quoted(object.name), ")"),
                              [&](const Statement& row) {
                                object.virtual_columns.push_back(row.Text(1));
                              });
  }
  return absl::OkStatus();
}

Settings ReadSettings(Database& database) {
  Settings s;
  s.foreign_keys = database.Config(SQLITE_DBCONFIG_ENABLE_FKEY);
  s.legacy_alter_table = database.Config(SQLITE_DBCONFIG_LEGACY_ALTER_TABLE);
  s.defensive = database.Config(SQLITE_DBCONFIG_DEFENSIVE);
  s.writable_schema =
      database.Config(SQLITE_DBCONFIG_WRITABLE_SCHEMA) && !s.defensive;
  s.dqs_ddl = database.Config(SQLITE_DBCONFIG_DQS_DDL);
  s.dqs_dml = database.Config(SQLITE_DBCONFIG_DQS_DML);
  s.columns_max = database.api().limit(database.db(), SQLITE_LIMIT_COLUMN, -1);
  return s;
}

}  // namespace

void SchemaObject::SetSql(std::string sql_text, TextCache& texts) {
  text_ = texts.Get(sql_text);
  sql = std::move(sql_text);
}

bool SchemaObject::is_virtual() const {
  return sql.has_value() && StartsWithFolded(*sql, "create virtual");
}

bool SchemaObject::is_internal() const {
  return StartsWithFolded(name, "sqlite_");
}

bool SchemaObject::Mentions(std::string_view word) const {
  if (!sql.has_value()) return false;
  return std::search(sql->begin(), sql->end(), word.begin(), word.end(),
                     [](char a, char b) {
                       return FoldAscii(a) == FoldAscii(b);
                     }) != sql->end();
}

const SchemaObject* Schema::FindTable(std::string_view table) const {
  for (const SchemaObject& object : objects) {
    if ((object.kind == ObjectKind::kTable ||
         object.kind == ObjectKind::kView) &&
        EqualsFolded(object.name, table)) {
      return &object;
    }
  }
  return nullptr;
}

std::optional<std::string> SystemTable(std::string_view schema,
                                       std::string_view table) {
  const bool temp = EqualsFolded(schema, "temp");
  if (EqualsFolded(table, "sqlite_temp_master") ||
      EqualsFolded(table, "sqlite_temp_schema")) {
    if (!schema.empty() && !temp) return std::nullopt;
    return "sqlite_temp_master";
  }
  if (EqualsFolded(table, "sqlite_master") ||
      EqualsFolded(table, "sqlite_schema")) {
    return temp ? "sqlite_temp_master" : "sqlite_master";
  }
  return std::nullopt;
}

std::optional<size_t> Introspection::FindSchema(std::string_view name) const {
  for (size_t i = 0; i < schemas.size(); ++i) {
    if (EqualsFolded(schemas[i].name, name)) return i;
  }
  return std::nullopt;
}

std::optional<TablePlace> Introspection::FindTable(
    const std::optional<std::string>& schema, std::string_view table) const {
  for (size_t i = 0; i < schemas.size(); ++i) {
    if (schema.has_value() && !EqualsFolded(*schema, schemas[i].name)) continue;
    if (const SchemaObject* found = schemas[i].FindTable(table)) {
      return TablePlace{i,
                        static_cast<size_t>(found - schemas[i].objects.data())};
    }
  }
  return std::nullopt;
}

TriggerPlace PlaceTrigger(const Introspection& in, size_t schema,
                          const CreateTrigger& trigger) {
  const std::string& name = trigger.table.id.spelling();
  std::optional<std::string> in_schema;
  if (trigger.table_schema.has_value()) {
    in_schema = trigger.table_schema->id.spelling();
  } else {
    const std::optional<TablePlace> temp = in.FindTable("temp", name);
    if (temp.has_value()) return {temp->schema, temp};
  }
  if (!in.schemas[schema].is_temp()) in_schema = in.schemas[schema].name;
  return {schema, in.FindTable(in_schema, name)};
}

std::optional<TablePlace> TableOfTrigger(const Introspection& in,
                                         TablePlace trigger) {
  const Schema& home = in.schemas[trigger.schema];
  const auto* parsed = home.objects[trigger.object].As<CreateTrigger>();
  if (parsed == nullptr) return std::nullopt;
  const std::string& name = parsed->table.id.spelling();
  if (!home.is_temp()) return in.FindTable(home.name, name);
  if (parsed->table_schema.has_value()) {
    return in.FindTable(parsed->table_schema->id.spelling(), name);
  }
  for (size_t s = 0; s < in.schemas.size(); ++s) {
    const auto found = in.FindTable(in.schemas[s].name, name);
    if (!found.has_value()) continue;
    const bool later = s == trigger.schema && found->object > trigger.object;
    if (!later) return found;
  }
  return std::nullopt;
}

std::optional<TablePlace> PlaceIndex(const Introspection& in, size_t schema,
                                     const CreateIndex& index) {
  const std::string& name = index.table.id.spelling();
  const std::optional<TablePlace> temp = in.FindTable("temp", name);
  if (temp.has_value() && !in.true_owners) return temp;
  return in.FindTable(in.schemas[schema].name, name);
}

absl::StatusOr<Introspection> Introspect(Database& database,
                                         std::optional<SqliteVersion> version) {
  Introspection out;
  out.version = version.has_value()
                    ? *version
                    : SqliteVersion::Parse(database.api().libversion())
                          .value_or(SqliteVersion{});
  out.settings = ReadSettings(database);
  ALTEREGO_ASSIGN_OR_RETURN(const int64_t query_only,
                            database.Integer("PRAGMA query_only"));
  out.settings.query_only = query_only != 0;
  ALTEREGO_RETURN_IF_ERROR(
      database.ForEachRow("PRAGMA database_list", [&](const Statement& row) {
        out.schemas.emplace_back().name = row.Text(1);
      }));
  std::stable_partition(out.schemas.begin(), out.schemas.end(),
                        [](const Schema& s) { return s.is_temp(); });
  for (Schema& schema : out.schemas) {
    ALTEREGO_RETURN_IF_ERROR(ReadObjects(database, &schema));
  }
  return out;
}

}  // namespace alterego::rebuild
