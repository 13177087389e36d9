// Dialect: the facts about an engine and its connection that change what a
// statement must do. One Dialect belongs to one lane; the pragmas that a script
// sets change the copy that the lane's shadow holds.
#ifndef ALTEREGO_MODEL_DIALECT_H_
#define ALTEREGO_MODEL_DIALECT_H_

#include <cstdint>

#include "model/version.h"

namespace alterego {

// Which ALTER TABLE is spoken (docs/dialect.md). kSqlite: what SQLite `version`
// accepts, and it alone. kFull: all forms of model/ops/, and a refusal that is
// only a limitation of SQLite is carried out.
enum class Mode : uint8_t { kSqlite, kFull };

struct Dialect {
  SqliteVersion version{3, 40, 1};
  Mode mode = Mode::kSqlite;
  // PRAGMA foreign_keys, legacy_alter_table, recursive_triggers,
  // ignore_check_constraints, writable_schema, query_only.
  bool foreign_keys = false;
  bool legacy_alter_table = false;
  bool recursive_triggers = false;
  bool ignore_check_constraints = false;
  bool writable_schema = false;
  bool query_only = false;
  // sqlite3_db_config: SQLITE_DBCONFIG_DQS_DDL, _DQS_DML, _DEFENSIVE.
  bool dqs_ddl = true;
  bool dqs_dml = true;
  bool defensive = false;
  // What an authorizer answers to SQLITE_ALTER_TABLE: SQLITE_DENY, else
  // SQLITE_IGNORE, else SQLITE_OK. To all else it answers SQLITE_OK.
  bool deny_alter_table = false;
  bool ignore_alter_table = false;

  friend bool operator==(const Dialect&, const Dialect&) = default;
};

}  // namespace alterego

#endif  // ALTEREGO_MODEL_DIALECT_H_
