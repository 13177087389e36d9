// Plan: how an ALTER TABLE is carried out, as a value. The planner makes it,
// the executor runs it, and ToSql shows it to a person.
//
//   SAVEPOINT alterego_rebuild;
//   UPDATE "main".sqlite_master SET sql='CREATE TABLE t(b)' WHERE rowid=1;
//   -- reload "main" (after drop column)
//   RELEASE alterego_rebuild;
//
// Steps run in order; the first that fails undoes all of them.
#ifndef ALTEREGO_REBUILD_PLAN_H_
#define ALTEREGO_REBUILD_PLAN_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rebuild/introspect.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {

// The query must have no row.
struct RefuseIfRow {
  std::string query;
  Refusal refusal;
};
// Nothing more can be done: found out while planning, reported when the steps
// before have gone well, because SQLite tests those first.
struct Refuse {
  Refusal refusal;
};
// The statement must compile; a complaint that names `instead_of` is worded
// with `table`.
struct RequireCompiles {
  std::string sql;
  std::string instead_of, table;
};
// Gives one row of sqlite_schema a new name, table and text.
struct EditObject {
  std::string schema;
  SchemaObject object;  // after
};
// A statement on tables like sqlite_sequence.
struct RunSql {
  std::string sql;
};
// Moves the rows of a table to a table without any rule, whose storage is then
// exchanged with the table's: rowids, storage classes and indexes stay.
struct CopyRows {
  std::string schema;
  int64_t table_rowid = 0;  // of its row in sqlite_schema
  std::string copy_name;
  std::string create_sql;
  std::string insert_sql;
  // For a table whose own columns hide its rowid: another name for the same
  // storage, to read it by. Empty where that is not needed.
  std::string alias_name, alias_sql;
  bool only_if_rows = false;
  std::string has_rows_sql;
};
// Makes SQLite read the edited schema; what it cannot read refuses the ALTER:
// "error in table t after rename: ...".
struct ReloadSchema {
  std::string schema;
  std::string when;
};
// ADD COLUMN with a CHECK and the like: what quick_check says of the table.
struct VerifyRows {
  std::string schema, table;
  bool types = false;  // values of the wrong type count (STRICT)
};

using Step = std::variant<RefuseIfRow, Refuse, RequireCompiles, EditObject,
                          RunSql, CopyRows, ReloadSchema, VerifyRows>;

struct Plan {
  std::string schema;                 // of the table that changes
  int64_t schema_version = 0;         // that the plan is made for
  std::vector<SchemaObject> objects;  // of that schema and of temp: for errors
  std::vector<Step> steps;

  std::string ToSql() const;
};

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_PLAN_H_
