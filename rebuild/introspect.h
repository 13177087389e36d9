// What the rebuild engine knows before it plans: the rows of sqlite_schema of
// every open database, and the switches of the connection. A snapshot, a value;
// the planner works on it and on nothing else.
//
//   ALTEREGO_ASSIGN_OR_RETURN(Introspection in, Introspect(database, {}));
//   std::optional<TablePlace> t = in.FindTable(std::nullopt, "orders");
#ifndef ALTEREGO_REBUILD_INTROSPECT_H_
#define ALTEREGO_REBUILD_INTROSPECT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "absl/status/statusor.h"
#include "model/sql/parser.h"
#include "model/statement.h"
#include "model/version.h"
#include "rebuild/database.h"
#include "rebuild/text_cache.h"

namespace alterego::rebuild {

// One row of sqlite_schema.
struct SchemaObject {
  int64_t rowid = 0;
  ObjectKind kind = ObjectKind::kTable;
  std::string name, table_name;
  std::optional<std::string> sql;            // nullopt: an automatic index
  std::vector<std::string> virtual_columns;  // of a virtual table

  // nullptr if there is no text, or none that can be parsed.
  const sql::Parsed* parsed() const {
    return text_ == nullptr ? nullptr : text_->parsed();
  }
  template <class Create>
  const Create* As() const {
    const sql::Parsed* p = parsed();
    return p == nullptr ? nullptr : std::get_if<Create>(&p->statement);
  }
  void SetSql(std::string sql, TextCache& texts);
  const ObjectTextPtr& text() const { return text_; }
  bool is_virtual() const;   // CREATE VIRTUAL TABLE
  bool is_internal() const;  // sqlite_...: never rewritten, never checked
  bool Mentions(std::string_view word) const;  // in its text, in any case

 private:
  ObjectTextPtr text_;
};

struct Schema {
  std::string name;                   // "main", "temp", or as attached
  std::vector<SchemaObject> objects;  // in the order of rowid
  int64_t version = 0;  // PRAGMA schema_version, from before they were read

  bool is_temp() const { return name == "temp"; }
  // Tables and views; nullptr if there is none.
  const SchemaObject* FindTable(std::string_view table) const;
};

// SQLite's name for a schema's own table, should `table` mean one of them.
std::optional<std::string> SystemTable(std::string_view schema,
                                       std::string_view table);

struct Settings {
  bool foreign_keys = false, legacy_alter_table = false;
  bool writable_schema = false;  // and not defensive: it is in force
  bool defensive = false;
  bool dqs_ddl = true, dqs_dml = true;
  bool query_only = false;
  int columns_max = 2000;
};

struct TablePlace {
  size_t schema = 0, object = 0;
};

struct Introspection {
  SqliteVersion version;
  Settings settings;
  std::vector<Schema>
      schemas;  // in the order of name resolution: temp, main,..

  // In the mode full an index is on the table that it is on, even if a TEMP
  // table of that name hides it from SQLite's own ALTER TABLE.
  bool true_owners = false;

  // Of those that the statement names.
  std::vector<Identifier> missing_collations;

  // By SQLite's rules: a given schema only, else the first that has it.
  std::optional<TablePlace> FindTable(const std::optional<std::string>& schema,
                                      std::string_view table) const;
  std::optional<size_t> FindSchema(std::string_view name) const;
};

// What ALTER TABLE takes a trigger for. It reads the stored text as if it were
// new, and so an unqualified name in a trigger of main means a table of temp,
// if there is one of that name, and makes the trigger one of temp.
struct TriggerPlace {
  size_t schema = 0;                // in which its names are looked up
  std::optional<TablePlace> table;  // on which it is
};
TriggerPlace PlaceTrigger(const Introspection& in, size_t schema,
                          const CreateTrigger& trigger);

// The table that a trigger is on, whatever ALTER TABLE takes it for: one of
// temp keeps the table that its name meant when it was made, which a table of
// temp that came later does not change.
std::optional<TablePlace> TableOfTrigger(const Introspection& in,
                                         TablePlace trigger);

// The same for an index: the table whose columns ALTER TABLE thinks it has, or
// with true_owners the one that it has.
std::optional<TablePlace> PlaceIndex(const Introspection& in, size_t schema,
                                     const CreateIndex& index);

absl::StatusOr<Introspection> Introspect(Database& database,
                                         std::optional<SqliteVersion> version);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_INTROSPECT_H_
