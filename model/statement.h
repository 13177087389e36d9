// Statement: any one SQL statement as a value.
//
//   sql::Parsed p = *sql::ParseStatement("DROP VIEW IF EXISTS v");
//   std::get<Drop>(p.statement).if_exists;                          // true
#ifndef ALTEREGO_MODEL_STATEMENT_H_
#define ALTEREGO_MODEL_STATEMENT_H_

#include <optional>
#include <string>
#include <variant>

#include "model/alter_table.h"
#include "model/schema.h"
#include "model/sql/name.h"
#include "model/sql/node.h"

namespace alterego {

enum class ObjectKind : uint8_t { kTable, kIndex, kView, kTrigger };
std::string_view ObjectKindName(ObjectKind kind);  // "table", ... as SQLite

struct Drop {
  ObjectKind kind = ObjectKind::kTable;
  bool if_exists = false;
  std::optional<sql::Name> schema;
  sql::Name name;
  friend bool operator==(const Drop&, const Drop&) = default;
};
struct Insert {
  sql::Node node;  // kInsert
  friend bool operator==(const Insert&, const Insert&) = default;
};
struct Update {
  sql::Node node;  // kUpdate
  friend bool operator==(const Update&, const Update&) = default;
};
struct Delete {
  sql::Node node;  // kDelete
  friend bool operator==(const Delete&, const Delete&) = default;
};
struct Select {
  sql::Node node;  // kSelect
  friend bool operator==(const Select&, const Select&) = default;
};
struct Begin {
  enum class Mode : uint8_t { kUnset, kDeferred, kImmediate, kExclusive };
  Mode mode = Mode::kUnset;
  friend bool operator==(const Begin&, const Begin&) = default;
};
struct Commit {
  friend bool operator==(const Commit&, const Commit&) = default;
};
struct Rollback {
  friend bool operator==(const Rollback&, const Rollback&) = default;
};
struct Savepoint {
  sql::Name name;
  friend bool operator==(const Savepoint&, const Savepoint&) = default;
};
struct Release {
  sql::Name name;
  friend bool operator==(const Release&, const Release&) = default;
};
struct RollbackTo {
  sql::Name name;
  friend bool operator==(const RollbackTo&, const RollbackTo&) = default;
};
struct Pragma {
  std::optional<sql::Name> schema;
  sql::Name name;
  std::string value;  // verbatim; "" for none
  bool call = false;  // name(value) instead of name = value
  friend bool operator==(const Pragma&, const Pragma&) = default;
};
struct Reindex {
  std::optional<sql::Name> schema, name;
  friend bool operator==(const Reindex&, const Reindex&) = default;
};
struct Analyze {
  std::optional<sql::Name> schema, name;
  friend bool operator==(const Analyze&, const Analyze&) = default;
};
// Known to the grammar, not to the model: VACUUM, ATTACH, DETACH, EXPLAIN.
struct OtherStatement {
  std::string text;  // verbatim, without the semicolon
  friend bool operator==(const OtherStatement&,
                         const OtherStatement&) = default;
};

using Statement =
    std::variant<AlterTable, CreateTable, CreateIndex, CreateView,
                 CreateTrigger, CreateVirtualTable, Drop, Insert, Update,
                 Delete, Select, Begin, Commit, Rollback, Savepoint, Release,
                 RollbackTo, Pragma, Reindex, Analyze, OtherStatement,
                 AlterTableFull>;  // read in Mode::kFull only

// "alter_table", "create_view", ...: for weights, coverage and signatures.
std::string_view StatementName(const Statement& statement);

}  // namespace alterego

#endif  // ALTEREGO_MODEL_STATEMENT_H_
