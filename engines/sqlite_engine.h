// SqliteEngine: the Engine over one SQLite build.
//
//   auto engine = SqliteEngine::Open("sqlite", api, {});
//   (*engine)->Execute("CREATE TABLE t(a)");
//
// Statements run with the library's own defaults; only the depth of triggers is
// limited further (model/limits.h). A
// statement that runs out of time is Lost; Reset() makes the engine usable
// again. A database file stays when the engine goes.
#ifndef ALTEREGO_ENGINES_SQLITE_ENGINE_H_
#define ALTEREGO_ENGINES_SQLITE_ENGINE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "engines/engine.h"
#include "engines/sqlite_observe.h"
#include "model/dot_command.h"
#include "rebuild/sqlite_api.h"

namespace alterego {

class SqliteEngine : public Engine {
 public:
  static absl::StatusOr<std::unique_ptr<SqliteEngine>> Open(
      std::string spec, std::shared_ptr<const SqliteApi> api,
      EngineOptions options);
  ~SqliteEngine() override;

  const EngineInfo& info() const override { return info_; }
  absl::StatusOr<Outcome> Execute(std::string_view sql) override;
  absl::StatusOr<Observation> Observe(const ObserveOptions& options) override;
  absl::Status Reset() override;
  absl::Status Reopen() override;
  absl::StatusOr<bool> SaveTo(const std::string& path) override;
  absl::StatusOr<std::optional<Outcome>> LoadFrom(
      const std::string& path) override;

 protected:
  SqliteEngine(std::string spec, std::shared_ptr<const SqliteApi> api,
               EngineOptions options);
  // The first connection. REQUIRES: not called before.
  absl::Status Start();

  const SqliteApi& api() const { return *api_; }
  sqlite3* db() const { return db_; }
  EngineInfo& mutable_info() { return info_; }

  // What an error of the connection means: an answer, or a failed machine.
  bool SequenceHasEnded() const;
  absl::StatusOr<Outcome> FromError(int extended_code,
                                    std::string_view message) const;

  // To be called behind an ALTER TABLE that did not go through Execute().
  // `ran`: it may have changed something, if only for a while.
  void NoteAlter(bool ran, bool accepted);

  // While it lives, SQLite interrupts itself once the time limit is over.
  class TimeLimit {
   public:
    explicit TimeLimit(SqliteEngine& engine);
    ~TimeLimit() {
      engine_.timed_ = false;
      engine_.deadline_.reset();
    }
    TimeLimit(const TimeLimit&) = delete;
    TimeLimit& operator=(const TimeLimit&) = delete;

   private:
    SqliteEngine& engine_;
  };

 private:
  bool in_memory() const { return options_.database_path.empty(); }
  absl::Status Connect();
  absl::Status Disconnect();
  absl::Status RemoveFiles() const;
  absl::Status ReopenInMemory();
  absl::Status ConnectTo(unsigned char* bytes, int64_t size);
  // What a release does not know it leaves alone.
  void Set(const SetSwitch& set);
  absl::StatusOr<Outcome> Step(sqlite3_stmt* statement);
  absl::Status Failure(std::string_view what) const;
  static int OnProgress(void* self);
  static int OnAlterTable(void* self, int action, const char*, const char*,
                          const char*, const char*);

  const std::shared_ptr<const SqliteApi> api_;
  const EngineOptions options_;
  EngineInfo info_;
  sqlite3* db_ = nullptr;
  std::vector<SetSwitch> switches_;         // they outlive a reopening
  bool denies_ = false, ignores_ = false;   // ALTER TABLE, by the authorizer
  std::optional<SqliteObserver> observer_;  // of db_
  bool timed_ = false;                      // a time limit holds
  // Of this thread's processor time, ms. Set when SQLite first asks, for most
  // statements are over by then and looking at the clock takes its time.
  std::optional<int64_t> deadline_;
};

}  // namespace alterego

#endif  // ALTEREGO_ENGINES_SQLITE_ENGINE_H_
