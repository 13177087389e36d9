// Database: the one seam between the rebuild engine and the user's connection.
// Every statement that the engine runs there goes through it, so that tests can
// make the n-th one fail.
//
//   Database database(connection);
//   ALTEREGO_RETURN_IF_ERROR(database.Execute("SAVEPOINT s"));
//
// An error of SQLite comes back as a RefusalStatus with SQLite's own code and
// message. Not thread-safe; does not own the connection.
#ifndef ALTEREGO_REBUILD_DATABASE_H_
#define ALTEREGO_REBUILD_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "rebuild/rebuild.h"
#include "rebuild/sqlite_api.h"

namespace alterego::rebuild {

// A prepared statement; finalizes itself.
class Statement {
 public:
  Statement(const SqliteApi& api, sqlite3_stmt* statement)
      : api_(&api), statement_(statement) {}
  ~Statement() { api_->finalize(statement_); }
  Statement(Statement&& other) noexcept
      : api_(other.api_), statement_(other.statement_) {
    other.statement_ = nullptr;
  }
  Statement& operator=(Statement&&) = delete;

  sqlite3_stmt* get() const { return statement_; }
  bool IsNull(int column) const {
    return api_->column_type(statement_, column) == SQLITE_NULL;
  }
  int64_t Integer(int column) const {
    return api_->column_int64(statement_, column);
  }
  std::string Text(int column) const;

 private:
  const SqliteApi* api_;
  sqlite3_stmt* statement_;
};

class Database {
 public:
  // Called before each statement; a non-OK result fails it unexecuted.
  using Fault = std::function<absl::Status(std::string_view sql)>;

  explicit Database(const Connection& connection)
      : api_(connection.api()),
        db_(connection.db()),
        workspace_(connection.workspace()) {}

  const SqliteApi& api() const { return api_; }
  sqlite3* db() const { return db_; }
  Workspace& workspace() const { return *workspace_; }
  void set_fault(Fault fault) { fault_ = std::move(fault); }

  // The error that the connection reports now, as a RefusalStatus.
  absl::Status LastError() const;

  absl::StatusOr<Statement> Prepare(const std::string& sql);
  // True if there is a row; false at the end.
  absl::StatusOr<bool> Step(Statement& statement);
  // One statement to its end; rows are ignored.
  absl::Status Execute(const std::string& sql);
  absl::StatusOr<bool> HasRow(const std::string& sql);
  // The first column of the first row; 0 if there is none.
  absl::StatusOr<int64_t> Integer(const std::string& sql);
  absl::Status ForEachRow(const std::string& sql,
                          absl::FunctionRef<void(const Statement&)> row);

  // A switch of sqlite3_db_config; false for one that this build lacks.
  bool Config(int option);
  void SetConfig(int option, bool on);

 private:
  const SqliteApi& api_;
  sqlite3* db_;
  std::shared_ptr<Workspace> workspace_;
  Fault fault_;
};

// What the caller's authorizer says of an ALTER TABLE.
enum class Permission : uint8_t {
  kUnasked,  // SQLite refuses the ALTER for another reason
  kGranted,
  kIgnored,
};
// Has SQLite compile an ALTER TABLE, which is never run, so that it asks the
// authorizer (SQLITE_ALTER_TABLE). A refusal if that denies it.
absl::StatusOr<Permission> AskAuthorizer(Database& database,
                                         const std::string& sql);
// One that every release understands, for forms that SQLite does not have.
std::string AnyAlter(std::string_view schema, std::string_view table);

// "name": quoted so that it is valid everywhere.
std::string Quoted(std::string_view name);
// 'text'
std::string Literal(std::string_view text);

}  // namespace alterego::rebuild

#endif  // ALTEREGO_REBUILD_DATABASE_H_
