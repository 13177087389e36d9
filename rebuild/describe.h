// What a table is, as a person asks: with the names that its constraints answer
// to, and what only annotations know.
//
//   auto table = rebuild::Describe(connection, "main.t");
//   for (const auto& c : table->constraints) ...   // c.name == "t_a_check"
//
// Reads the schema, no rows; changes nothing.
#ifndef ALTEREGO_REBUILD_DESCRIBE_H_
#define ALTEREGO_REBUILD_DESCRIBE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "rebuild/rebuild.h"

namespace alterego::rebuild {

struct ColumnDescription {
  std::string name, type;
  std::string rules;       // its constraints as they are written
  std::string statistics;  // SET STATISTICS, or ""
};

struct ConstraintDescription {
  std::string name;
  bool written = false;  // CONSTRAINT name; else the name that it answers to
  std::string column;    // that it is written at, or ""
  std::string text;
  bool valid = true;  // false: NOT VALID, until VALIDATE CONSTRAINT
};

// An index, a trigger, a view, or a table that refers to this one.
struct DependantDescription {
  std::string kind, schema, name;
  std::string sql;        // "": an index of SQLite's own
  bool disabled = false;  // a trigger, by DISABLE TRIGGER
};

struct TableDescription {
  std::string schema, name;
  std::string owner;  // OWNER TO, or ""
  bool strict = false, without_rowid = false, autoincrement = false;
  std::vector<ColumnDescription> columns;
  std::vector<ConstraintDescription> constraints;
  std::vector<DependantDescription> dependants;
};

// `table`: t or schema.t, quoted where SQL needs it. A refusal that names the
// nearest table if there is no such one, or if it is none.
absl::StatusOr<TableDescription> Describe(Connection& connection,
                                          std::string_view table);

// The tables of all schemas, SQLite's own left out: "main.t".
absl::StatusOr<std::vector<std::string>> TableNames(Connection& connection);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_DESCRIBE_H_
