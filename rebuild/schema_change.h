// SchemaChange: one change of a schema through its text. Holds the savepoint,
// the switches under which sqlite_schema can be written to, and the way back.
//
//   SchemaChange change(database, plan.schema, {});
//   ALTEREGO_RETURN_IF_ERROR(change.Begin());
//   absl::Status status = Steps(change);      // between Unlock() and Restore()
//   return change.End(status);
//
// After End() the switches and last_insert_rowid() are what they were, and the
// database is as it was unless End() returned OK. Not thread-safe; does not own
// the database.
#ifndef ALTEREGO_REBUILD_SCHEMA_CHANGE_H_
#define ALTEREGO_REBUILD_SCHEMA_CHANGE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rebuild/database.h"
#include "rebuild/introspect.h"

namespace alterego::rebuild {

inline constexpr char kSavepoint[] = "alterego_rebuild";

class SchemaChange {
 public:
  // `off`: switches of sqlite3_db_config that are off during the change, beside
  // those that writing to sqlite_schema needs.
  SchemaChange(Database& database, std::string_view schema,
               const std::vector<int>& off);

  // Opens the savepoint. Reads nothing: who has read must not wait for the
  // write lock, and so SQLite does not call the busy handler.
  absl::Status Begin();
  // Restores, and releases the savepoint if `done` is OK; undoes all if it is
  // not or if the release fails. Returns what failed.
  absl::Status End(absl::Status done);

  // While unlocked, sqlite_schema can be written to; and double-quoted strings
  // are allowed in what is compiled.
  void Unlock();
  void Restore();

  // Runs what must run on the way back, too: a progress handler that
  // interrupts it has to go, and memory may be there the second time. False if
  // it did not run.
  bool Insist(const std::string& sql);

  // The schema table of the schema that is changed, or of another.
  std::string Master() const { return quoted_ + ".sqlite_master"; }
  static std::string Master(std::string_view schema);

  // Takes the write lock: a read-only database says no before anything else.
  absl::Status Lock(std::string_view schema);
  // The version of the schema that is changed, now that nobody else can change
  // it: what was found out before holds if it is the same.
  absl::StatusOr<int64_t> NoteVersion();
  absl::Status Edit(std::string_view schema, const SchemaObject& object);
  // A second table of that name and text on the pages of the one at `rowid`;
  // SQLite knows it after ReadAgain().
  absl::Status AddAlias(const std::string& name, const std::string& sql,
                        int64_t rowid);
  absl::Status Remove(const std::string& name);
  // SQLite forgets the schema that it has in memory and reads the stored one,
  // with writable_schema as the caller has it, which it leaves so.
  absl::Status ReadAgain();
  // An ALTER counts as one change of the schema, however many it took since
  // NoteVersion().
  absl::Status CountOnce();

 private:
  struct Switch {
    int option;
    bool before, during;
  };

  void Set(bool during);
  absl::Status Release();
  void Undo();

  Database& database_;
  const std::string quoted_;
  std::vector<Switch> switches_;
  // writable_schema is in force: the caller has it, and is not defensive.
  bool caller_writes_ = false;
  const sqlite3_int64 last_rowid_;
  bool own_ = false;  // the savepoint is the whole transaction
  int64_t version_ = 0;
};

// "malformed database schema (t) - no such column: x" is what an ALTER calls
// "error in table t after rename: no such column: x". Any other status as it
// is.
absl::Status Reworded(const absl::Status& status,
                      const std::vector<SchemaObject>& objects,
                      std::string_view when);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_SCHEMA_CHANGE_H_
