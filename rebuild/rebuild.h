// The rebuild engine: carries out an ALTER TABLE on a real SQLite database; in
// the mode kSqlite without SQLite's own ALTER TABLE.
//
//   rebuild::Connection connection(SqliteApi::Linked(), db);
//   absl::StatusOr<rebuild::Report> r = rebuild::Alter(
//       connection, "ALTER TABLE t DROP COLUMN c", {});
//   if (const auto refusal = rebuild::RefusalOf(r.status())) { ... }
//
// Contract: atomic. On any error the database, the pragmas, the open
// transaction and its savepoints are as they were. The connection stays the
// caller's, and must not be used by another thread meanwhile; threads that have
// a connection each may alter the same file at once. The write lock is waited
// for as the connection's busy handler says, and what another connection has
// altered by then is planned for anew. In a transaction of the caller's that
// has read before, SQLite does not wait. A statement of the caller's that is
// still stepping is no obstacle, except that moving rows (Strategy::kRebuild)
// is then refused with SQLITE_LOCKED. sqlite3_changes() and
// sqlite3_total_changes() count the engine's own writes. A progress handler
// that interrupts the ALTER and goes on to interrupt its undoing is removed;
// one that interrupts it when all is written is removed, too, and the ALTER
// succeeds. The caller's authorizer is asked with SQLITE_ALTER_TABLE
// (SQLITE_IGNORE: the ALTER does nothing, and succeeds), then about the
// statements that the ALTER is made of.
#ifndef ALTEREGO_REBUILD_REBUILD_H_
#define ALTEREGO_REBUILD_REBUILD_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "model/version.h"
#include "rebuild/full/plan.h"
#include "rebuild/sqlite_api.h"

namespace alterego::rebuild {

struct Workspace;

// Not owned: the caller's connection and the functions to use it with.
//
// Keeping the object makes the next ALTER faster: it remembers what the engine
// found out about texts and names, never what is in the database. For another
// connection of the same build use On(), which shares that memory; two that
// share it must not be used at the same time.
class Connection {
 public:
  Connection(const SqliteApi& api, sqlite3* db);
  Connection On(sqlite3* db) const { return {*api_, db, workspace_}; }
  const SqliteApi& api() const { return *api_; }
  sqlite3* db() const { return db_; }
  const std::shared_ptr<Workspace>& workspace() const { return workspace_; }

 private:
  Connection(const SqliteApi& api, sqlite3* db,
             std::shared_ptr<Workspace> workspace)
      : api_(&api), db_(db), workspace_(std::move(workspace)) {}

  const SqliteApi* api_;
  sqlite3* db_;
  std::shared_ptr<Workspace> workspace_;
};

enum class Mode : uint8_t {
  // Accepts, refuses and writes exactly what SQLite `version` does.
  kSqlite,
  // The whole dialect of docs/dialect.md, on every version.
  kFull,
};

// How the rows are dealt with. Every strategy leaves the same database behind.
enum class Strategy : uint8_t {
  kAuto,     // the cheapest
  kEdit,     // change the stored schema text, and rows where they are
  kRebuild,  // move the rows to a new table
  // kFull only. SQLite's own ALTER TABLE, statement by statement, if it has the
  // form and takes it; else as kAuto.
  kNative,
};

// What is looked at before the ALTER is made to last.
enum class Verify : uint8_t {
  kOff,
  kRows,  // the rows that moved are compared with what they were
  kFull,  // and integrity_check, and foreign_key_check
};

// rows_done of rows_all; returning false cancels the ALTER (SQLITE_INTERRUPT).
using Progress = std::function<bool(std::string_view phase, int64_t rows_done,
                                    int64_t rows_all)>;

struct Options {
  Mode mode = Mode::kSqlite;
  Strategy strategy = Strategy::kAuto;
  // kSqlite: whose rules hold; by default those of the connection's library.
  std::optional<SqliteVersion> version;
  // kFull only:
  Verify verify = Verify::kRows;
  std::string keep_old = "";  // the old table stays, under this name
  Progress progress = nullptr;
};

// Values of a column that have another storage class now.
struct Conversion {
  std::string column;  // "t.c"
  std::string type;    // the new one
  int64_t values = 0;
};

struct Report {
  int64_t rows_copied = 0;
  // kFull only:
  std::vector<Conversion> converted;
  // Verify::kFull: what integrity_check and foreign_key_check found before,
  // which is no reason to refuse.
  std::vector<std::string> found_before;
};

// The database says no. `message` is worded as SQLite words it.
struct Refusal {
  int extended_code = 1;
  std::string message;
};
// A Status that carries a refusal, and the refusal that a Status carries.
absl::Status RefusalStatus(const Refusal& refusal);
std::optional<Refusal> RefusalOf(const absl::Status& status);

// `sql` is one ALTER TABLE statement.
absl::StatusOr<Report> Alter(Connection& connection, std::string_view sql,
                             const Options& options);

// What Alter() in Mode::kFull would do. Changes nothing. A refusal that the
// schema alone decides comes back as one; what rows refuse is in the plan's
// checks, and ApplyPlan says no.
absl::StatusOr<FullPlan> PlanAlter(Connection& connection, std::string_view sql,
                                   const Options& options);

// The same for ApplyPlan alone: no row is read, so that the plan has neither
// steps nor checks. Its warnings and what it destroys are there.
absl::StatusOr<FullPlan> PrepareAlter(Connection& connection,
                                      std::string_view sql,
                                      const Options& options);

// Carries a plan out; refuses if the schema is not the one that it was made
// for. Asks the checks again: rows may have come since.
absl::StatusOr<Report> ApplyPlan(Connection& connection, const FullPlan& plan,
                                 const Options& options);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_REBUILD_H_
