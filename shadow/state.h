// The shadow's picture of one connection: its databases (schema and rows), its
// pragmas, its open transaction. Everything is an immutable snapshot behind a
// shared_ptr: a savepoint is a pointer, a rollback an assignment, and nothing
// is ever merged.
#ifndef ALTEREGO_SHADOW_STATE_H_
#define ALTEREGO_SHADOW_STATE_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/dialect.h"
#include "model/identifier.h"
#include "model/sql/parser.h"
#include "model/statement.h"
#include "model/value.h"

namespace alterego::shadow {

// One row of sqlite_schema.
struct Object {
  ObjectKind kind = ObjectKind::kTable;
  Identifier name;
  Identifier table;  // tbl_name
  std::string sql;   // as stored; "" for the NULL of an automatic index
  // What `sql` says; null for automatic indexes and for text that our grammar
  // does not know (kept verbatim, see Database::objects).
  std::shared_ptr<const sql::Parsed> parsed;

  // nullptr unless the object is of that kind (and parsed).
  const CreateTable* AsTable() const;
  const CreateIndex* AsIndex() const;
  const CreateView* AsView() const;
  const CreateTrigger* AsTrigger() const;
  const CreateVirtualTable* AsVirtualTable() const;

  // REQUIRES: `sql` parses as a CREATE statement. `sql` is stored text.
  static std::shared_ptr<const Object> FromStoredSql(std::string sql);
};
using ObjectPtr = std::shared_ptr<const Object>;

// The types of the columns as that version reads them: until 3.36 one of
// several words, the first of them in quotes, was that word (build.c,
// sqlite3AddColumn), so that `a "INTEGER" x PRIMARY KEY` was the rowid.
void ReadTypes(CreateTable* table, SqliteVersion version);
// Stored text as that version reads it.
sql::ParseResult ParseStored(const std::string& sql, SqliteVersion version);

struct StoredRow {
  int64_t rowid = 0;  // 0 in WITHOUT ROWID tables
  // One value a column in declared order. Of a VIRTUAL column: NULL here,
  // computed when read (see ReadRow in shadow/rows.h).
  Row values;
};
// By rowid; WITHOUT ROWID tables in the order of their primary key.
struct TableRows {
  std::vector<StoredRow> rows;
};
using TableRowsPtr = std::shared_ptr<const TableRows>;

struct Database {
  Identifier name;  // "main", "temp", or as attached
  // In the order of sqlite_schema's rowid, automatic indexes included.
  std::vector<ObjectPtr> objects;
  // By folded table name; every ordinary table has an entry, sqlite_sequence
  // and sqlite_stat1 too once they exist.
  std::map<std::string, TableRowsPtr> rows;

  // Tables and views share one name space, as do indexes; triggers have one of
  // their own (sqlite3FindTable, sqlite3FindIndex, trigHash).
  const Object* FindTableOrView(const Identifier& name) const;
  const Object* FindIndex(const Identifier& name) const;
  const Object* FindTrigger(const Identifier& name) const;
};
using DatabasePtr = std::shared_ptr<const Database>;

// The databases of a connection in SQLite's order: main, temp, attached ones.
struct Snapshot {
  std::vector<DatabasePtr> databases;
};

struct Frame {  // BEGIN (without a name) or SAVEPOINT
  std::optional<Identifier> savepoint;
  Snapshot snapshot;  // what a rollback restores
  int64_t deferred_violations = 0;
};

// Everything about one connection. Immutable once shared.
struct World {
  Dialect dialect;
  Snapshot now;
  std::vector<Frame> frames;  // empty: autocommit
  // Foreign keys violated and deferred so far in this transaction.
  int64_t deferred_violations = 0;
  // A statement of this transaction was not foretold: nobody knows how many.
  bool deferred_unknown = false;

  bool in_transaction() const { return !frames.empty(); }
  // To autocommit, by COMMIT or ROLLBACK; `now` is the caller's.
  void LeaveTransaction() {
    frames.clear();
    deferred_violations = 0;
    deferred_unknown = false;
  }
};
using WorldPtr = std::shared_ptr<const World>;

// The place of a table, view, index or trigger: which database, which object.
struct Found {
  size_t database = 0;  // index into Snapshot::databases
  size_t object = 0;    // index into Database::objects
};
// Resolves [schema.]name as SQLite does: temp, then main, then attached.
std::optional<Found> FindTableOrView(const Snapshot& snapshot,
                                     const std::optional<sql::Name>& schema,
                                     const Identifier& name);

// A fresh, empty main and temp.
Snapshot EmptySnapshot();

}  // namespace alterego::shadow

#endif  // ALTEREGO_SHADOW_STATE_H_
